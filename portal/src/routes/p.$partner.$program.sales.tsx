import { createFileRoute } from '@tanstack/react-router';
import { Sales } from '../features/promotion/Sales';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/$program/sales')({
  beforeLoad: () => loadSide('campaigns'),
  component: Sales,
});
