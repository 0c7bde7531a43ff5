import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Settings } from '../features/program/Settings';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/settings')({
  beforeLoad: () => loadSide('setup'),
  validateSearch: readList,
  component: Settings,
});
