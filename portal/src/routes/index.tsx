import { createFileRoute, redirect } from '@tanstack/react-router';
import { homeOf, requireSession } from '../app/session';

export const Route = createFileRoute('/')({
  beforeLoad: async ({ context, location }) => {
    const session = await requireSession(context.queryClient, location.href);
    throw redirect({ to: homeOf(session), replace: true });
  },
});
