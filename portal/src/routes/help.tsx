import { createFileRoute } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { sessionQuery } from '../app/session';
import { Help } from '../features/help/Help';
import styles from '../features/help/Help.module.css';
import { loadSide } from '../i18n';

const AccountShell = lazy(() =>
  import('../shell/AccountShell').then((found) => ({ default: found.AccountShell })),
);

export const Route = createFileRoute('/help')({
  beforeLoad: async ({ context }) => {
    const [session] = await Promise.all([
      context.queryClient.ensureQueryData(sessionQuery()).catch(() => undefined),
      loadSide('help'),
    ]);
    return { session };
  },
  component: Page,
});

/** The help, within the frame for who is signed in, and without one before. */
function Page() {
  const { session } = Route.useRouteContext();
  if (!session)
    return (
      <main className={styles.page}>
        <Help session={undefined} />
      </main>
    );
  return (
    <Suspense>
      <AccountShell>
        <Help session={session} />
      </AccountShell>
    </Suspense>
  );
}
