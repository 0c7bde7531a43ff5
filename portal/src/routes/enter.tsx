import { createFileRoute } from '@tanstack/react-router';
import { brandingQuery, readBrandingSearch } from '../features/identity/branding';
import { Enter } from '../features/identity/Enter';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/enter')({
  beforeLoad: () => loadSide('enter'),
  validateSearch: readBrandingSearch,
  loaderDeps: ({ search }) => ({ program: search.program }),
  loader: ({ context, deps }) =>
    context.queryClient.ensureQueryData(brandingQuery(deps.program)).catch(() => undefined),
  component: Enter,
});
