import { createFileRoute } from '@tanstack/react-router';
import { TaxYear } from '../features/tax/TaxYear';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/tax')({
  beforeLoad: () => loadSide('money'),
  component: TaxYear,
});
