import { createFileRoute } from '@tanstack/react-router';
import { OwnKeys } from '../features/apikey/OwnKeys';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/keys')({
  beforeLoad: () => loadSide('people'),
  component: OwnKeys,
});
