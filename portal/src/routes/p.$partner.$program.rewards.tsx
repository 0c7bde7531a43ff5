import { createFileRoute } from '@tanstack/react-router';
import { Rewards } from '../features/reward/Rewards';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/p/$partner/$program/rewards')({
  beforeLoad: () => Promise.all([loadSide('campaigns'), loadSide('rewards')]),
  component: Rewards,
});
