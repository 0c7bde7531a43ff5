import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Links } from '../features/link/Links';

export const Route = createFileRoute('/p/$partner/$program/links')({
  validateSearch: readList,
  component: Links,
});
