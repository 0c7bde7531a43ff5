import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Invoices } from '../features/invoice/Invoices';
import { loadSide } from '../i18n';
import { AdminsOnly } from '../kit/AdminsOnly';

function Page() {
  return (
    <AdminsOnly>
      <Invoices />
    </AdminsOnly>
  );
}

export const Route = createFileRoute('/p/$partner/$program/invoices')({
  beforeLoad: () => loadSide('documents'),

  validateSearch: readList,
  component: Page,
});
