import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Deals } from '../features/deal/Deals';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/$program/deals')({
  beforeLoad: () => loadSide('pipeline'),
  validateSearch: readList,
  component: Deals,
});
