import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { ManageCommissions } from '../features/commission/ManageCommissions';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/commissions')({
  beforeLoad: () => Promise.all([loadSide('batches'), loadSide('adjustments')]),
  validateSearch: readList,
  component: ManageCommissions,
});
