import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Leads } from '../features/lead/Leads';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/$program/referral-leads')({
  beforeLoad: () => loadSide('pipeline'),
  validateSearch: readList,
  component: () => <Leads sent />,
});
