import { createFileRoute } from '@tanstack/react-router';
import { ImportPartners } from '../features/partner/ImportPartners';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/partners_/import')({
  beforeLoad: () => Promise.all([loadSide('guests'), loadSide('partners')]),
  component: ImportPartners,
});
