import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { ManageClaims } from '../features/claim/ManageClaims';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/claims')({
  beforeLoad: () => loadSide('claims'),
  validateSearch: readList,
  component: ManageClaims,
});
