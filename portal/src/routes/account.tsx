import { createFileRoute, Outlet } from '@tanstack/react-router';
import { requireSession } from '../app/session';
import { loadSide } from '../i18n';
import { AccountShell } from '../shell/AccountShell';

export const Route = createFileRoute('/account')({
  beforeLoad: ({ context, location }) =>
    Promise.all([requireSession(context.queryClient, location.href), loadSide('account')]),
  component: Frame,
});

function Frame() {
  return (
    <AccountShell>
      <Outlet />
    </AccountShell>
  );
}
