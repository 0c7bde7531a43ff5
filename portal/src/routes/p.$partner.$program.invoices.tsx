import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Invoices } from '../features/invoice/Invoices';

export const Route = createFileRoute('/p/$partner/$program/invoices')({
  validateSearch: readList,
  component: Invoices,
});
