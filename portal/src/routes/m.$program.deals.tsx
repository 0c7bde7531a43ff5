import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { ManageDeals } from '../features/deal/ManageDeals';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/deals')({
  beforeLoad: () => loadSide('pipeline'),
  validateSearch: readList,
  component: ManageDeals,
});
