import { createFileRoute } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { PublishButton } from '../features/program/PublishButton';
import { Checklist } from '../features/setup/Checklist';
import { loadSide } from '../i18n';
import { CardSkeleton } from '../kit/Skeletons';

const RunCard = lazy(() =>
  loadSide('doctor')
    .then(() => loadSide('conversions'))
    .then(() => import('../features/doctor/RunCard'))
    .then(({ RunCard }) => ({ default: RunCard })),
);

function Page() {
  return (
    <Checklist
      publish={<PublishButton />}
      doctor={
        <Suspense fallback={<CardSkeleton height={220} />}>
          <RunCard />
        </Suspense>
      }
    />
  );
}

export const Route = createFileRoute('/m/$program/setup')({
  beforeLoad: () => Promise.all([loadSide('launch'), loadSide('settings'), loadSide('offers')]),
  component: Page,
});
