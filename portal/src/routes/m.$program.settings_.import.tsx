import { createFileRoute } from '@tanstack/react-router';
import { ImportPage } from '../features/takeover/ImportPage';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/settings_/import')({
  beforeLoad: () => loadSide('imports'),
  component: ImportPage,
});
