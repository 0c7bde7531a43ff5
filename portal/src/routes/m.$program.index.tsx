import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { PublishButton } from '../features/program/PublishButton';
import { ManageOverview } from '../features/report/ManageOverview';
import { loadSide } from '../i18n';
import { May } from '../kit/May';

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
  beforeLoad: () =>
    Promise.all([loadSide('settings'), loadSide('meaning'), loadSide('overview'), loadSide('activity')]),
  validateSearch: readList,
  component: Overview,
});
