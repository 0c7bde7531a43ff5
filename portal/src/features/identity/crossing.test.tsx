import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { afterEach, expect, test, vi } from 'vitest';
import { branding, partnerId, session } from '../../mocks/fixtures';
import { problem } from '../../mocks/handlers';
import { open, signedOut } from '../../test/open';
import { server } from '../../test/server';

const at = (address: string) => window.history.replaceState(null, '', address);
afterEach(() => {
  window.sessionStorage.clear();
  vi.restoreAllMocks();
});

const ownHost = () =>
  server.use(
    http.get('*/v1/public/branding.json', () =>
      HttpResponse.json({
        ...branding,
        sign_in_at: 'https://partners.example',
        portal_url: 'https://partners.acme.example',
        welcome_title: 'Welcome, friends',
        welcome_text: 'Glad to see you.',
      }),
    ),
  );

test('on a program’s own host there is a button to the main address, and no form', async () => {
  signedOut();
  ownHost();
  open('/sign-in');
  expect(await screen.findByRole('heading', { name: 'Welcome, friends' })).toBeVisible();
  expect(screen.getByText('Glad to see you.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect(screen.queryByLabelText('E-mail')).toBeNull();
});

test('the code that comes back signs in, once, and leaves the address', async () => {
  signedOut();
  const sent: unknown[] = [];
  server.use(
    http.post('*/api/auth/crossing/arrive', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(session);
    }),
  );
  at('/sign-in/arrive#code=a-code');
  const { router } = open('/sign-in/arrive');
  await waitFor(() => expect(router.state.location.pathname).toBe(`/p/${partnerId}`));
  expect(sent).toEqual([{ code: 'a-code' }]);
  expect(window.location.hash).toBe('');
});

test('a code of another browser is refused, with a way to begin again', async () => {
  signedOut();
  server.use(
    http.post('*/api/auth/crossing/arrive', () =>
      problem(403, 'login.other_browser', 'This sign-in was begun in another browser.'),
    ),
  );
  at('/sign-in/arrive#code=a-code');
  open('/sign-in/arrive');
  expect(await screen.findByRole('alert')).toHaveTextContent('another browser');
  expect(screen.getByRole('link', { name: 'Begin again' })).toHaveAttribute('href', '/sign-in');
});

test('the main address asks for a sign-in before it sends anybody on', async () => {
  signedOut();
  const { router } = open('/sign-in/cross?host=partners.acme.example&state=abc&program=northwind');
  expect(await screen.findByLabelText('E-mail')).toBeVisible();
  expect(router.state.location.search).toMatchObject({ program: 'northwind' });
  expect((router.state.location.search as { next: string }).next).toMatch(/^\/sign-in\/cross\?/);
});

test('coming in from the merchant’s site signs in', async () => {
  signedOut();
  server.use(http.post('*/api/auth/entry', () => HttpResponse.json({ session, email: session.user.email })));
  at('/enter?program=northwind#token=a-token');
  const { router } = open('/enter?program=northwind');
  await waitFor(() => expect(router.state.location.pathname).toBe(`/p/${partnerId}`));
});

test('whose address has an account agrees once, signed in', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post('*/api/auth/entry', () => HttpResponse.json({ agree: 'agree-1', email: session.user.email })),
    http.post('*/api/auth/entry/agree', async ({ request }) => {
      sent.push(await request.json());
      return new HttpResponse(null, { status: 204 });
    }),
  );
  at('/enter?program=northwind#token=a-token');
  const { user, router } = open('/enter?program=northwind');
  await user.click(await screen.findByRole('button', { name: 'Go on' })); // somebody is signed in already
  await user.click(await screen.findByRole('button', { name: 'Let me in from there' }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`/p/${partnerId}`));
  expect(sent).toEqual([{ token: 'agree-1' }]);
});
