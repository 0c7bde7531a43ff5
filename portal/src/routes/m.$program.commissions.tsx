import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { ManageCommissions } from '../features/commission/ManageCommissions';

export const Route = createFileRoute('/m/$program/commissions')({
  validateSearch: readList,
  component: ManageCommissions,
});
