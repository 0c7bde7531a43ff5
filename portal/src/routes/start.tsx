import { createFileRoute, redirect } from '@tanstack/react-router';
import { homeOf, requireSession } from '../app/session';
import { Start } from '../features/setup/Start';
import { loadSide } from '../i18n';

export const Route = createFileRoute('/start')({
  beforeLoad: async ({ context, location }) => {
    const [session] = await Promise.all([
      requireSession(context.queryClient, location.href),
      loadSide('launch'),
    ]);
    if (!session.founds) throw redirect({ to: homeOf(session), replace: true });
  },
  component: Start,
});
