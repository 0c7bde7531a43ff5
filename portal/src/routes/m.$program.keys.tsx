import { createFileRoute } from '@tanstack/react-router';
import { Keys } from '../features/apikey/Keys';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/keys')({
  beforeLoad: () => loadSide('keys'),
  component: Keys,
});
