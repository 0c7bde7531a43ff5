import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Invoices } from '../features/invoice/Invoices';
import { AdminsOnly } from '../kit/AdminsOnly';

function Page() {
  return (
    <AdminsOnly>
      <Invoices />
    </AdminsOnly>
  );
}

export const Route = createFileRoute('/p/$partner/$program/invoices')({
  validateSearch: readList,
  component: Page,
});
