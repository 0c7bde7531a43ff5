import type { RouterHistory } from '@tanstack/react-router';
import { newQueryClient } from './queryClient';
import { newRouter } from './router';

/** Builds cache and router so that a session which ends leads to sign-in and back. Tests give a memory history. */
export function newPortal(history?: RouterHistory) {
  const queryClient = newQueryClient(() => {
    const next = router.state.location.href;
    if (next.startsWith('/sign-in')) return;
    queryClient.clear();
    void router.navigate({ to: '/sign-in', search: { next } });
  });
  const router = newRouter(queryClient, history);
  return { queryClient, router };
}
