import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { ManageOverview } from '../features/report/ManageOverview';

export const Route = createFileRoute('/m/$program/')({ validateSearch: readList, component: ManageOverview });
