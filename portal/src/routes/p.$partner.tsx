import { createFileRoute, notFound, Outlet, useParams } from '@tanstack/react-router';
import { findPartner, requireSession } from '../app/session';
import { loadSide } from '../i18n';
import { PartnerShell } from '../shell/PartnerShell';

export const Route = createFileRoute('/p/$partner')({
  beforeLoad: async ({ context, location, params }) => {
    const [session] = await Promise.all([
      requireSession(context.queryClient, location.href),
      loadSide('partner'),
    ]);
    const { partner } = findPartner(session, params.partner);
    if (!partner) throw notFound();
    return { organisation: partner };
  },
  component: Frame,
});

function Frame() {
  const { organisation } = Route.useRouteContext();
  const { program } = useParams({ strict: false });
  return (
    <PartnerShell partner={organisation} program={program}>
      <Outlet />
    </PartnerShell>
  );
}
