import { createFileRoute } from '@tanstack/react-router';
import { Integrations } from '../features/integration/Integrations';

export const Route = createFileRoute('/m/$program/integrations/')({
  component: Integrations,
});
