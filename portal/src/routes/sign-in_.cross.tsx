import { createFileRoute, redirect } from '@tanstack/react-router';
import { isProblem } from '../app/problem';
import { sessionQuery } from '../app/session';
import { brandingQuery } from '../features/identity/branding';
import { Cross, readCross } from '../features/identity/Cross';

export const Route = createFileRoute('/sign-in_/cross')({
  validateSearch: readCross,
  beforeLoad: async ({ context, location, search }) => {
    await context.queryClient.ensureQueryData(sessionQuery()).catch((problem) => {
      if (!isProblem(problem) || problem.status !== 401) throw problem;
      const program = search.program ? { program: search.program } : {};
      throw redirect({ to: '/sign-in', search: { next: location.href, ...program } });
    });
  },
  loaderDeps: ({ search }) => ({ program: search.program }),
  loader: ({ context, deps }) =>
    context.queryClient.ensureQueryData(brandingQuery(deps.program)).catch(() => undefined),
  component: Cross,
});
