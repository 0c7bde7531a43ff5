import { createFileRoute } from '@tanstack/react-router';
import { Integrations } from '../features/integration/Integrations';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/integrations/')({
  beforeLoad: () => loadSide('integrations'),
  component: Integrations,
});
