import { createFileRoute } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { readList } from '../app/search';
import { Programs } from '../features/program/Programs';
import { CardSkeleton } from '../kit/Skeletons';

const AllActivity = lazy(() => import('../features/report/AllActivity'));

export const Route = createFileRoute('/p/$partner/')({ validateSearch: readList, component: Page });

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
