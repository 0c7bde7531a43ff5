import { createFileRoute, notFound, Outlet } from '@tanstack/react-router';
import { requireSession } from '../app/session';
import { loadSide } from '../i18n';
import { ManagerShell } from '../shell/ManagerShell';

export const Route = createFileRoute('/m/$program')({
  beforeLoad: async ({ context, location, params }) => {
    const [session] = await Promise.all([
      requireSession(context.queryClient, location.href),
      loadSide('manager'),
    ]);
    if (!session.programs.some((one) => one.id === params.program)) throw notFound();
  },
  component: Frame,
});

function Frame() {
  const { program } = Route.useParams();
  return (
    <ManagerShell program={program}>
      <Outlet />
    </ManagerShell>
  );
}
