import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Claims } from '../features/claim/Claims';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/$program/claims')({
  beforeLoad: () => loadSide('claims'),
  validateSearch: readList,
  component: Claims,
});
