import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { ManageLeads } from '../features/lead/ManageLeads';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/leads')({
  beforeLoad: () => loadSide('pipeline'),
  validateSearch: readList,
  component: () => <ManageLeads />,
});
