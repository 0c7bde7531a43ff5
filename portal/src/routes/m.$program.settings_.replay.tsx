import { createFileRoute } from '@tanstack/react-router';
import { Replay } from '../features/replay/Replay';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/settings_/replay')({
  beforeLoad: () => Promise.all([loadSide('replay'), loadSide('settings')]),
  component: Replay,
});
