import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Applications } from '../features/enrollment/Applications';

export const Route = createFileRoute('/m/$program/applications')({
  validateSearch: readList,
  component: Applications,
});
