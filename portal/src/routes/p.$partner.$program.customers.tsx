import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Customers } from '../features/customer/Customers';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/$program/customers')({
  beforeLoad: () => loadSide('customers'),

  validateSearch: readList,
  component: Customers,
});
