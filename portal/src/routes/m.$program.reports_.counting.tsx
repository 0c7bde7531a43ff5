import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { CountingPage } from '../features/report/CountingPage';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/reports_/counting')({
  beforeLoad: () => loadSide('counting'),
  validateSearch: readList,
  component: CountingPage,
});
