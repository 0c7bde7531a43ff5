import { createFileRoute } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { readList } from '../app/search';
import { Programs } from '../features/program/Programs';
import { CardSkeleton } from '../kit/Skeletons';

const AllActivity = lazy(() => import('../features/report/AllActivity'));

import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/')({
  beforeLoad: () => Promise.all([loadSide('meaning'), loadSide('overview'), loadSide('activity')]),
  validateSearch: readList,
  component: Page,
});

function Page() {
  const { partner } = Route.useParams();
  return (
    <Programs
      activity={
        <Suspense fallback={<CardSkeleton height={280} />}>
          <AllActivity partner={partner} />
        </Suspense>
      }
    />
  );
}
