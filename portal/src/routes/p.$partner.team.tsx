import { createFileRoute } from '@tanstack/react-router';
import { Team } from '../features/team/Team';
import { loadSide } from '../i18n';
import { AdminsOnly } from '../kit/AdminsOnly';

function Page() {
  return (
    <AdminsOnly>
      <Team />
    </AdminsOnly>
  );
}

export const Route = createFileRoute('/p/$partner/team')({
  beforeLoad: () => loadSide('people'),
  component: Page,
});
