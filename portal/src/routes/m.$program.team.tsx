import { createFileRoute } from '@tanstack/react-router';
import { Staff } from '../features/staff/Staff';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/team')({
  beforeLoad: () => loadSide('staff'),
  component: Staff,
});
