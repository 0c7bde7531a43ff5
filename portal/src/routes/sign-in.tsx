import { createFileRoute } from '@tanstack/react-router';
import { brandingQuery, readBrandingSearch } from '../features/identity/branding';
import { SignIn } from '../features/identity/SignIn';

export const Route = createFileRoute('/sign-in')({
  validateSearch: readBrandingSearch,
  loaderDeps: ({ search }) => ({ program: search.program }),
  loader: ({ context, deps }) =>
    context.queryClient.ensureQueryData(brandingQuery(deps.program)).catch(() => undefined),
  component: SignIn,
});
