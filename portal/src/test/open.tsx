import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw/http';
import { Provider } from '../app/Provider';
import { newPortal } from '../app/portal';
import { managerSession, partnerId, programId } from '../mocks/fixtures';
import { problem } from '../mocks/handlers';
import { server } from './server';

export const partnerHome = `/p/${partnerId}`;
export const programHome = `/p/${partnerId}/${programId}`;
export const managerHome = `/m/${programId}`;

/** Opens the whole portal at an address, as the signed-in user that the server knows. */
export function open(path: string) {
  const { queryClient, router } = newPortal(createMemoryHistory({ initialEntries: [path] }));
  queryClient.setDefaultOptions({ queries: { retry: false } });
  const user = userEvent.setup();
  render(
    <Provider queryClient={queryClient} env="test">
      <RouterProvider router={router} />
    </Provider>,
  );
  return { user, router };
}

/** Signs the manager in on the mocked server. */
export const asManager = () =>
  server.use(http.get('*/api/auth/session', () => HttpResponse.json(managerSession)));

/** Ends the session on the mocked server. */
export const signedOut = () =>
  server.use(http.get('*/api/auth/session', () => problem(401, 'auth.required', 'Sign in first.')));
