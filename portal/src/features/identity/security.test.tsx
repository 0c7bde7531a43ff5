import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { partnerId, session } from '../../mocks/fixtures';
import { open, signedOut } from '../../test/open';
import { server } from '../../test/server';

test('two-step sign-in is turned on by a first code, and shows the recovery codes once', async () => {
  let on = false;
  server.use(
    http.get('*/api/auth/security', () =>
      HttpResponse.json({
        password: true,
        passkeys: [],
        authenticator: on ? { since: '2026-11-01T10:00:00Z', recovery_left: 2 } : null,
      }),
    ),
    http.post('*/api/auth/authenticator', () =>
      HttpResponse.json({ secret: 'JBSWY3DPEHPK3PXP', qr: { size: 29, path: 'M4 4h7v1h-7z' } }),
    ),
    http.post('*/api/auth/authenticator/confirm', async ({ request }) => {
      on = ((await request.json()) as { code: string }).code === '123456';
      return HttpResponse.json({ codes: ['aaaa-bbbb-cccc-dddd', 'eeee-ffff-gggg-hhhh'] });
    }),
  );
  const { user } = open('/account/security');
  await user.click(await screen.findByRole('button', { name: 'Turn on' }));
  expect(await screen.findByText('JBSW Y3DP EHPK 3PXP')).toBeVisible();
  await user.type(screen.getByLabelText('Code of the app'), '123456');
  const buttons = screen.getAllByRole('button', { name: 'Turn on' });
  await user.click(buttons[buttons.length - 1] as HTMLElement);
  expect(await screen.findByText('aaaa-bbbb-cccc-dddd')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'I have kept them' }));
  await waitFor(() => expect(screen.queryByText('aaaa-bbbb-cccc-dddd')).toBeNull());
  expect(await screen.findByText(/2 recovery codes left/)).toBeVisible();
});

test('a passkey is renamed and removed', async () => {
  const key = { id: 'abc', name: 'Laptop', synced: true, created_at: '2026-11-01T10:00:00Z' };
  let passkeys = [key];
  server.use(
    http.get('*/api/auth/security', () =>
      HttpResponse.json({ password: true, passkeys, authenticator: null }),
    ),
    http.put('*/api/auth/passkeys/abc', async ({ request }) => {
      passkeys = [{ ...key, ...((await request.json()) as { name: string }) }];
      return HttpResponse.json(passkeys[0]);
    }),
    http.delete('*/api/auth/passkeys/abc', () => {
      passkeys = [];
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = open('/account/security');
  await user.click(await screen.findByRole('button', { name: 'Rename: Laptop' }));
  const field = screen.getByLabelText('What do you call it?');
  await user.clear(field);
  await user.type(field, 'Desk');
  await user.click(screen.getByRole('button', { name: 'Rename' }));
  await user.click(await screen.findByRole('button', { name: 'Remove: Desk' }));
  await user.click(await screen.findByRole('button', { name: 'Remove' }));
  expect(await screen.findByText('You have no passkey yet.')).toBeVisible();
});

test('a sign-in that lacks its second step goes there, and on', async () => {
  signedOut();
  server.use(
    http.post('*/api/auth/login', () =>
      HttpResponse.json({ ...session, partners: [], user: { id: '', name: '', email: '' }, level: 'half' }),
    ),
    http.post('*/api/auth/second', () => HttpResponse.json({ ...session, level: 'totp' })),
  );
  const { user, router } = open('/sign-in');
  await user.type(await screen.findByLabelText('E-mail'), 'maya@example.test');
  await user.type(screen.getByLabelText('Password'), 'a long enough password');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  await user.type(await screen.findByLabelText('Code'), '123456');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`/p/${partnerId}`));
});
