import { createFileRoute, notFound, Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { findPartner, isOpen, requireSession, useSession } from '../app/session';
import { Gate } from '../features/enrollment/Gate';
import { loadSide } from '../i18n';
import { DetailSkeleton } from '../kit/Skeletons';
import { ViewBanner } from '../kit/ViewBanner';

const SignPage = lazy(async () => {
  const [{ SignPage: Page }] = await Promise.all([
    import('../features/agreement/SignPage'),
    loadSide('agreements'),
  ]);
  return { default: Page };
});

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
  const { enrolled: loaded } = Route.useRouteContext();
  const params = Route.useParams();
  const { partner, program } = findPartner(useSession(), params.partner, params.program);
  const enrolled = program ?? loaded;
  if (!isOpen(enrolled)) return <Gate program={enrolled} />;
  if (enrolled.agreement_due)
    return (
      <Suspense fallback={<DetailSkeleton />}>
        <SignPage />
      </Suspense>
    );
  return (
    <>
      {partner?.viewing && <ViewBanner name={partner.name} program={partner.viewing.program_id} />}
      {enrolled.status !== 'approved' && <Gate program={enrolled} />}
      <Outlet />
    </>
  );
}
