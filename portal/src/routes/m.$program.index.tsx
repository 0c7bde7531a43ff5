import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { PublishButton } from '../features/program/PublishButton';
import { ManageOverview } from '../features/report/ManageOverview';

function Overview() {
  return <ManageOverview publish={<PublishButton />} />;
}

export const Route = createFileRoute('/m/$program/')({ validateSearch: readList, component: Overview });
