import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Customers } from '../features/customer/Customers';

export const Route = createFileRoute('/p/$partner/$program/customers')({
  validateSearch: readList,
  component: Customers,
});
