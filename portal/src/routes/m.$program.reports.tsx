import { createFileRoute } from '@tanstack/react-router';
import { ManageReports } from '../features/report/ManageReports';
import { readReport } from '../features/report/search';

export const Route = createFileRoute('/m/$program/reports')({
  validateSearch: readReport,
  component: ManageReports,
});
