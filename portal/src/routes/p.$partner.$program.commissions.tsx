import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Commissions } from '../features/commission/Commissions';

export const Route = createFileRoute('/p/$partner/$program/commissions')({
  validateSearch: readList,
  component: Commissions,
});
