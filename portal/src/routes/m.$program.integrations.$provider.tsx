import { createFileRoute, notFound } from '@tanstack/react-router';
import { Integration } from '../features/integration/Integration';
import { providers } from '../features/integration/state';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/m/$program/integrations/$provider')({
  beforeLoad: () => loadSide('integrations'),
  params: {
    parse: ({ provider }) => {
      const known = providers.find((one) => one === provider);
      if (!known) throw notFound();
      return { provider: known };
    },
  },
  component: Page,
});

function Page() {
  return <Integration key={Route.useParams().provider} provider={Route.useParams().provider} />;
}
