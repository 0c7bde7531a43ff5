import { createFileRoute, notFound, Outlet } from '@tanstack/react-router';
import { findPartner, isOpen, requireSession } from '../app/session';
import { Gate } from '../features/enrollment/Gate';

export const Route = createFileRoute('/p/$partner/$program')({
  beforeLoad: async ({ context, location, params }) => {
    const session = await requireSession(context.queryClient, location.href);
    const enrolled = findPartner(session, params.partner, params.program).program;
    if (!enrolled) throw notFound();
    return { enrolled };
  },
  component: Enrolled,
});

function Enrolled() {
  const { enrolled } = Route.useRouteContext();
  return isOpen(enrolled) ? <Outlet /> : <Gate program={enrolled} />;
}
