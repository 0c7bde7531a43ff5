import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Links } from '../features/link/Links';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/$program/links')({
  beforeLoad: () => Promise.all([loadSide('links'), loadSide('offers')]),

  validateSearch: readList,
  component: Links,
});
