import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Settings } from '../features/program/Settings';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/settings')({
  beforeLoad: () =>
    Promise.all([loadSide('setup'), loadSide('links'), loadSide('settings'), loadSide('offers')]),
  validateSearch: readList,
  component: Settings,
});
