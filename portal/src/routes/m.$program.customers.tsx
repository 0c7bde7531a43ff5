import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { ManageCustomers } from '../features/customer/ManageCustomers';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/customers')({
  beforeLoad: () => Promise.all([loadSide('customers'), loadSide('settings')]),

  validateSearch: readList,
  component: ManageCustomers,
});
