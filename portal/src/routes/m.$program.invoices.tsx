import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { ProgramInvoices } from '../features/invoice/ProgramInvoices';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/invoices')({
  beforeLoad: () => loadSide('documents'),

  validateSearch: readList,
  component: ProgramInvoices,
});
