import { createFileRoute } from '@tanstack/react-router';
import { requireSession } from '../app/session';
import { Welcome } from '../features/identity/Welcome';

export const Route = createFileRoute('/welcome')({
  beforeLoad: ({ context, location }) => requireSession(context.queryClient, location.href),
  component: Welcome,
});
