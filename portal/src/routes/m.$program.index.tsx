import { createFileRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { readList } from '../app/search';
import { ManageOverview } from '../features/report/ManageOverview';
import { loadSide } from '../i18n';
import { May } from '../kit/May';

const PublishButton = lazy(() =>
  loadSide('settings').then(() =>
    import('../features/program/PublishButton').then(({ PublishButton }) => ({ default: PublishButton })),
  ),
);

function Overview() {
  return (
    <ManageOverview
      publish={
        <May to="own">
          <PublishButton />
        </May>
      }
    />
  );
}

export const Route = createFileRoute('/m/$program/')({
  beforeLoad: () => Promise.all([loadSide('meaning'), loadSide('overview')]),
  validateSearch: readList,
  component: Overview,
});
