import { createFileRoute } from '@tanstack/react-router';
import { Performance } from '../features/report/Performance';
import { readReport } from '../features/report/search';

export const Route = createFileRoute('/p/$partner/$program/performance')({
  validateSearch: readReport,
  component: Performance,
});
