import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { ProofHost } from '../features/identity/ProofHost';
import { Toasts } from '../kit/Toasts';

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: () => (
    <>
      <Outlet />
      <ProofHost />
      <Toasts />
    </>
  ),
});
