import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { homeOf, safeNext } from '../../app/session';
import { managerSession, partnerId, programId, session } from '../../mocks/fixtures';
import { problem } from '../../mocks/handlers';
import { managerHome, open, programHome, signedOut } from '../../test/open';
import { server } from '../../test/server';

const fill = async (user: ReturnType<typeof open>['user']) => {
  await user.type(await screen.findByLabelText('E-mail'), 'maya@example.test');
  await user.type(screen.getByLabelText('Password'), 'a long enough password');
};

test('the sign-in page carries the program’s name before anybody signed in', async () => {
  signedOut();
  open('/sign-in?program=northwind');
  expect(await screen.findByRole('heading', { name: 'Sign in to Northwind Coffee' })).toBeVisible();
});

test('a right password leads home', async () => {
  signedOut();
  const { user, router } = open('/sign-in?program=northwind');
  await fill(user);
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`/p/${partnerId}`));
});

test('a sign-in leads back to the page that was asked for', async () => {
  signedOut();
  const { user, router } = open(`${programHome}/commissions?status=paid`);
  await fill(user);
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  await waitFor(() => expect(router.state.location.href).toBe(`${programHome}/commissions?status=paid`));
});

test('a wrong password is told, and the form stays', async () => {
  signedOut();
  server.use(http.post('*/api/auth/login', () => problem(401, 'auth.wrong', 'E-mail or password is wrong.')));
  const { user, router } = open('/sign-in');
  await fill(user);
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('E-mail or password is wrong.');
  expect(router.state.location.pathname).toBe('/sign-in');
});

test('asking for a link says the same for every address', async () => {
  signedOut();
  const asked: unknown[] = [];
  server.use(
    http.post('*/api/auth/magic', async ({ request }) => {
      asked.push(await request.json());
      return new HttpResponse(null, { status: 202 });
    }),
  );
  const { user } = open('/sign-in?program=northwind');
  await user.type(await screen.findByLabelText('E-mail'), 'nobody@example.test');
  await user.click(screen.getByRole('button', { name: 'E-mail me a sign-in link' }));
  expect(await screen.findByText(/If there is an account with this address/)).toBeVisible();
  expect(asked).toEqual([{ email: 'nobody@example.test', program: 'northwind' }]);
});

test('opening a mailed link uses nothing up, its button does', async () => {
  signedOut();
  const used: unknown[] = [];
  server.use(
    http.post('*/api/auth/magic/consume', async ({ request }) => {
      used.push(await request.json());
      return HttpResponse.json(session);
    }),
  );
  const { user, router } = open('/sign-in/link?token=secret');
  const button = await screen.findByRole('button', { name: 'Sign in' });
  expect(used).toEqual([]);
  await user.click(button);
  await waitFor(() => expect(router.state.location.pathname).toBe(`/p/${partnerId}`));
  expect(used).toEqual([{ token: 'secret' }]);
});

test('a used link says so', async () => {
  signedOut();
  server.use(
    http.post('*/api/auth/magic/consume', () =>
      problem(401, 'auth.link_used', 'This link does not work any more.'),
    ),
  );
  const { user } = open('/sign-in/link?token=secret');
  await user.click(await screen.findByRole('button', { name: 'Sign in' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('This link does not work any more.');
});

test('a new password needs fifteen characters', async () => {
  signedOut();
  const { user } = open('/reset/new?token=secret');
  const field = await screen.findByLabelText('New password');
  const save = screen.getByRole('button', { name: 'Save and sign in' });
  await user.type(field, 'fourteen chars');
  expect(save).toBeDisabled();
  expect(screen.getByText('1 character to go')).toBeVisible();
  await user.type(field, '!');
  expect(save).toBeEnabled();
});

test('a page that is not the account’s is not there', async () => {
  open('/p/ptr_somebody_else');
  expect(await screen.findByRole('heading', { name: 'Nothing here' })).toBeVisible();
});

test('signing out leaves for the sign-in page', async () => {
  const { user, router } = open(programHome);
  await user.click(await screen.findByRole('button', { name: /Account/ }));
  signedOut();
  await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
});

test('a session that ends while working leads to sign-in and back', async () => {
  server.use(http.get('*/commissions', () => problem(401, 'auth.required', 'Sign in first.')));
  const { router } = open(`${programHome}/commissions`);
  await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
  expect(router.state.location.search).toEqual({ next: `${programHome}/commissions` });
});

test.each([
  [`/p/${partnerId}`, true],
  [managerHome, true],
  ['https://evil.test/', false],
  ['//evil.test', false],
  ['/sign-in', false],
  [undefined, false],
])('after sign-in %s is gone to: %s', (next, allowed) => {
  expect(safeNext(next) !== undefined).toBe(allowed);
});

test('home is the one program, else the list, for a manager the program', () => {
  const [one] = session.partners;
  if (!one) throw new Error('the fixture has a partner');
  expect(homeOf({ ...session, partners: [{ ...one, programs: one.programs.slice(0, 1) }] })).toBe(
    programHome,
  );
  expect(homeOf(session)).toBe(`/p/${partnerId}`);
  expect(homeOf(managerSession)).toBe(`/m/${programId}`);
  expect(homeOf({ ...session, partners: [] })).toBe('/welcome');
});
