import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { account, openSessions } from '../../mocks/accountHandlers';
import { problem } from '../../mocks/handlers';
import { open } from '../../test/open';
import { server } from '../../test/server';

test('who one is can be changed', async () => {
  const saved: unknown[] = [];
  server.use(
    http.put('*/api/auth/account', async ({ request }) => {
      saved.push(await request.json());
      return HttpResponse.json({ ...account, name: 'Maya K.' });
    }),
  );
  const { user } = open('/account');
  const name = await screen.findByLabelText('Name');
  await user.clear(name);
  await user.type(name, 'Maya K.');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Your account was saved')).toBeVisible();
  expect(saved).toEqual([{ name: 'Maya K.', contact: '', language: 'en' }]);
});

test('a new password asks for the old one when the sign-in is not fresh', async () => {
  let fresh = false;
  server.use(
    http.put('*/api/auth/account/password', () =>
      fresh
        ? new HttpResponse(null, { status: 204 })
        : problem(403, 'auth.reauthenticate', 'Please confirm with your password that it is you.'),
    ),
    http.post('*/api/auth/reauthenticate', () => {
      fresh = true;
      return HttpResponse.json({});
    }),
  );
  const { user } = open('/account');
  await user.type(await screen.findByLabelText('New password'), 'a long enough password');
  await user.click(screen.getByRole('button', { name: 'Change password' }));
  await user.type(await screen.findByLabelText('Your password'), 'the one before this');
  await user.click(screen.getByRole('button', { name: 'Confirm' }));
  expect(await screen.findByText(/The new password is set/)).toBeVisible();
});

test('another address is asked for, and keeps its input when refused', async () => {
  const { user } = open('/account');
  server.use(
    http.post('*/api/auth/account/email', () => problem(422, 'email.invalid', 'That is no e-mail address.'), {
      once: true,
    }),
  );
  const field = await screen.findByLabelText('New address');
  await user.type(field, 'maya@example.org');
  await user.click(screen.getByRole('button', { name: 'Change address' }));
  expect(await screen.findByText('That is no e-mail address.')).toBeVisible();
  expect(field).toHaveValue('maya@example.org');
  await user.click(screen.getByRole('button', { name: 'Change address' }));
  expect(await screen.findByText(/Look into the mail at maya@example.org/)).toBeVisible();
});

test('the other browsers can be signed out, this one is marked', async () => {
  let list = openSessions;
  const ended: string[] = [];
  server.use(
    http.get('*/api/auth/sessions', () =>
      HttpResponse.json({ data: list, has_more: false, next_cursor: '' }),
    ),
    http.delete('*/api/auth/sessions/:session', ({ params }) => {
      ended.push(String(params.session));
      list = openSessions.slice(0, 1);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = open('/account');
  const card = await screen.findByRole('region', { name: 'Where you are signed in' });
  const first = (await within(card).findByText('Firefox on macOS')).closest('li') as HTMLElement;
  expect(within(first).getByText('This browser')).toBeVisible();
  expect(within(card).getByText(/Germany/)).toBeVisible();
  await user.click(within(card).getByRole('button', { name: 'Sign out Safari on iOS' }));
  await waitFor(() => expect(within(card).queryByText('Safari on iOS')).not.toBeInTheDocument());
  expect(ended).toEqual(['2f0c5a9e77b1d2c3']);
});

test('opening a mailed link does nothing, pressing the button confirms', async () => {
  const spent: unknown[] = [];
  server.use(
    http.post('*/api/auth/email/confirm', async ({ request }) => {
      spent.push(await request.json());
      return new HttpResponse(null, { status: 204 });
    }),
  );
  window.location.hash = '#token=secret';
  const { user } = open('/account/email');
  const button = await screen.findByRole('button', { name: 'Confirm the address' });
  expect(spent).toEqual([]);
  await user.click(button);
  expect(await screen.findByText(/goes by this address from now on/)).toBeVisible();
  expect(spent).toEqual([{ token: 'secret' }]);
  expect(window.location.hash).toBe('');
});

test('an account is deleted by typing its address, and money on its way is asked for', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post('*/api/auth/account/forget', async ({ request }) => {
      const body = (await request.json()) as { despite_money: boolean };
      sent.push(body);
      return body.despite_money
        ? new HttpResponse(null, { status: 204 })
        : problem(409, 'person.money_open', 'Money is still on its way to you.');
    }),
  );
  const { user } = open('/account');
  await user.click(await screen.findByRole('button', { name: 'Delete my account' }));
  const dialog = await screen.findByRole('dialog', { name: 'Delete your account?' });
  await user.type(within(dialog).getByLabelText(/to be sure/), account.email);
  await user.click(within(dialog).getByRole('button', { name: 'Delete my account' }));
  expect(await within(dialog).findByText('Money is still on its way to you.')).toBeVisible();
  await user.click(within(dialog).getByRole('checkbox'));
  await user.click(within(dialog).getByRole('button', { name: 'Delete my account' }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toEqual({ email: account.email, despite_money: true });
});
