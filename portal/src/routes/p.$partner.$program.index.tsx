import { createFileRoute } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { usePartnerPlace } from '../app/place';
import { Overview } from '../features/report/Overview';
import { readSummary } from '../features/report/search';
import { loadSide } from '../i18n';

const LeadsCard = lazy(() => loadSide('pipeline').then(() => import('../features/lead/LeadsCard')));

export const Route = createFileRoute('/p/$partner/$program/')({
  beforeLoad: () => Promise.all([loadSide('meaning'), loadSide('overview')]),
  // In programs about leads the address says which of them is open.
  validateSearch: (search: Record<string, unknown>): ReturnType<typeof readSummary> & { id?: string } => ({
    ...readSummary(search),
    ...(typeof search.id === 'string' && search.id ? { id: search.id } : {}),
  }),
  component: Page,
});

function Page() {
  const { style, features } = usePartnerPlace();
  const { id } = Route.useSearch();
  return (
    <Overview>
      {style === 'leads' && features.leads && (
        <Suspense>
          <LeadsCard open={id} />
        </Suspense>
      )}
    </Overview>
  );
}
