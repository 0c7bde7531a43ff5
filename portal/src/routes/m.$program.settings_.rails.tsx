import { createFileRoute } from '@tanstack/react-router';
import { Rails } from '../features/rail/Rails';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/settings_/rails')({
  beforeLoad: () => loadSide('rails'),
  component: Rails,
});
