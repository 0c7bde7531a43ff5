import { createFileRoute } from '@tanstack/react-router';
import { Organisation } from '../features/organisation/Organisation';
import { loadSide } from '../i18n';
import { AdminsOnly } from '../kit/AdminsOnly';

function Page() {
  return (
    <AdminsOnly>
      <Organisation />
    </AdminsOnly>
  );
}

export const Route = createFileRoute('/p/$partner/organisation')({
  beforeLoad: () => loadSide('people'),
  component: Page,
});
