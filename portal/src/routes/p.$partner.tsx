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
    if (!findPartner(session, params.partner).partner) throw notFound();
  },
  component: Frame,
});

function Frame() {
  const { partner } = Route.useParams();
  const { program } = useParams({ strict: false });
  return (
    <PartnerShell partner={partner} program={program}>
      <Outlet />
    </PartnerShell>
  );
}
