import { createFileRoute } from '@tanstack/react-router';
import { Overview } from '../features/report/Overview';
import { readSummary } from '../features/report/search';

export const Route = createFileRoute('/p/$partner/$program/')({
  validateSearch: readSummary,
  component: Overview,
});
