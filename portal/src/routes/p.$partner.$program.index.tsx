import { createFileRoute } from '@tanstack/react-router';
import { Overview } from '../features/report/Overview';
import { readSummary } from '../features/report/search';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/$program/')({
  beforeLoad: () => loadSide('links'),

  validateSearch: readSummary,
  component: Overview,
});
