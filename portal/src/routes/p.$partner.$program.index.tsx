import { createFileRoute } from '@tanstack/react-router';
import { Overview } from '../features/report/Overview';
import { readSummary } from '../features/report/search';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/$program/')({
  beforeLoad: () =>
    Promise.all([
      loadSide('links'),
      loadSide('terms'),
      loadSide('meaning'),
      loadSide('overview'),
      loadSide('activity'),
    ]),

  validateSearch: readSummary,
  component: Overview,
});
