import { createFileRoute } from '@tanstack/react-router';
import { Groups } from '../features/group/Groups';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/groups')({
  beforeLoad: () => Promise.all([loadSide('rules'), loadSide('campaigns'), loadSide('groups')]),
  component: Groups,
});
