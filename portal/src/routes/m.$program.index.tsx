import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { PublishButton } from '../features/program/PublishButton';
import { ManageOverview } from '../features/report/ManageOverview';
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

export const Route = createFileRoute('/m/$program/')({ validateSearch: readList, component: Overview });
