import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Overview } from '../features/report/Overview';

export const Route = createFileRoute('/p/$partner/$program/')({
  validateSearch: readList,
  component: Overview,
});
