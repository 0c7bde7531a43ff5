import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { ProgramInvoices } from '../features/invoice/ProgramInvoices';

export const Route = createFileRoute('/m/$program/invoices')({
  validateSearch: readList,
  component: ProgramInvoices,
});
