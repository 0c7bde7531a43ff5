import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Settings } from '../features/program/Settings';

export const Route = createFileRoute('/m/$program/settings')({
  validateSearch: readList,
  component: Settings,
});
