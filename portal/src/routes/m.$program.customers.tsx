import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { ManageCustomers } from '../features/customer/ManageCustomers';

export const Route = createFileRoute('/m/$program/customers')({
  validateSearch: readList,
  component: ManageCustomers,
});
