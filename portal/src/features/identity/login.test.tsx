import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { partnerId, session } from '../../mocks/fixtures';
import { problem } from '../../mocks/handlers';
import { open, signedOut } from '../../test/open';
import { server } from '../../test/server';

const back = (query: string) => window.history.replaceState(null, '', `/sign-in/back${query}`);

test('a button for another site is there only where there is one', async () => {
  signedOut();
  open('/sign-in');
  await screen.findByLabelText('E-mail');
  expect(screen.queryByRole('button', { name: /Continue with/ })).toBeNull();
  server.use(http.get('*/api/auth/ways', () => HttpResponse.json({ provider: 'Google' })));
  open('/sign-in');
  expect(await screen.findByRole('button', { name: 'Continue with Google' })).toBeVisible();
});

test('coming back finishes the sign-in, once', async () => {
  signedOut();
  const sent: unknown[] = [];
  server.use(
    http.post('*/api/auth/provider/finish', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(session);
    }),
  );
  back('?state=a-state&code=a-code');
  const { router } = open('/sign-in/back');
  await waitFor(() => expect(router.state.location.pathname).toBe(`/p/${partnerId}`));
  expect(sent).toEqual([{ state: 'a-state', code: 'a-code' }]);
  expect(window.location.search).toBe('');
});

test('coming back without having signed in says so', async () => {
  signedOut();
  back('?error=access_denied&state=a-state');
  open('/sign-in/back');
  expect(await screen.findByRole('alert')).toHaveTextContent(/sent you back/);
  expect(screen.getByRole('link', { name: 'Sign in another way' })).toHaveAttribute('href', '/sign-in');
});

test('an account that nobody has linked is told what to do', async () => {
  signedOut();
  server.use(
    http.post('*/api/auth/provider/finish', () =>
      problem(403, 'login.unknown', 'No account goes with that sign-in.'),
    ),
  );
  back('?state=a-state&code=a-code');
  open('/sign-in/back');
  expect(await screen.findByRole('alert')).toHaveTextContent('No account goes with that sign-in.');
});

test('a linked account is shown and taken away', async () => {
  let logins = [{ subject: 'sub-1', email: 'maya@gmail.example', linked_at: '2026-11-01T10:00:00Z' }];
  server.use(
    http.get('*/api/auth/security', () =>
      HttpResponse.json({ password: true, authenticator: null, passkeys: [], provider: 'Google', logins }),
    ),
    http.delete('*/api/auth/provider/logins/sub-1', () => {
      logins = [];
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = open('/account/security');
  expect(await screen.findByText('maya@gmail.example')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Unlink' }));
  const all = await screen.findAllByRole('button', { name: 'Unlink' });
  await user.click(all[all.length - 1] as HTMLElement);
  await waitFor(() => expect(screen.queryByText('maya@gmail.example')).toBeNull());
});
