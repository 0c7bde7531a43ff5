import { createFileRoute } from '@tanstack/react-router';
import { ManageReports } from '../features/report/ManageReports';
import { readReport } from '../features/report/search';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/reports')({
  beforeLoad: () => Promise.all([loadSide('report'), loadSide('meaning'), loadSide('overview')]),

  validateSearch: readReport,
  component: ManageReports,
});
