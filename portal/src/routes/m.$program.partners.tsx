import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Partners } from '../features/partner/Partners';

export const Route = createFileRoute('/m/$program/partners')({
  validateSearch: readList,
  component: Partners,
});
