import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Commissions } from '../features/commission/Commissions';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/$program/commissions')({
  beforeLoad: () => loadSide('earned'),
  validateSearch: readList,
  component: Commissions,
});
