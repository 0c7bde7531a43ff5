import { createFileRoute } from '@tanstack/react-router';
import { Performance } from '../features/report/Performance';
import { readReport } from '../features/report/search';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/$program/performance')({
  beforeLoad: () => Promise.all([loadSide('report'), loadSide('meaning')]),

  validateSearch: readReport,
  component: Performance,
});
