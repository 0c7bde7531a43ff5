import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { session } from '../../mocks/fixtures';
import { problem } from '../../mocks/handlers';
import { open } from '../../test/open';
import { server } from '../../test/server';

const has = (what: object) =>
  server.use(
    http.get('*/api/auth/security', () =>
      HttpResponse.json({ password: false, authenticator: null, passkeys: [], logins: [], ...what }),
    ),
  );
const app = { since: '2026-11-01T10:00:00Z', recovery_left: 9 };

/** Has the server ask for a proof until it was given. */
function asks(code: string) {
  const seen: string[] = [];
  let given = false;
  const give =
    (how: string) =>
    async ({ request }: { request: Request }) => {
      const body = (await request.json()) as { code?: string; password?: string };
      seen.push(`${how} ${body.code ?? body.password}`);
      if (body.code === 'wrong')
        return HttpResponse.json(
          {
            type: 'about:blank',
            title: 'Forbidden',
            status: 403,
            detail: 'That code is not right.',
            code: 'second_factor.wrong',
            request_id: 'req_1',
            errors: [{ location: 'body.code', message: 'is not right' }],
          },
          { status: 403, headers: { 'Content-Type': 'application/problem+json' } },
        );
      given = true;
      return HttpResponse.json(session);
    };
  server.use(
    http.delete('*/api/auth/authenticator', () =>
      given ? new HttpResponse(null, { status: 204 }) : problem(403, code, 'Please confirm that it is you.'),
    ),
    http.post('*/api/auth/second', give('second')),
    http.post('*/api/auth/reauthenticate', give('password')),
    http.post('*/api/auth/code', () => {
      seen.push('mail');
      return new HttpResponse(null, { status: 202 });
    }),
    http.post('*/api/auth/code/confirm', give('mailed')),
  );
  return seen;
}

async function turnOff() {
  const { user } = open('/account/security');
  await user.click(await screen.findByRole('button', { name: 'Turn off' }));
  const all = await screen.findAllByRole('button', { name: 'Turn off' });
  await user.click(all[all.length - 1] as HTMLElement);
  return user;
}

test('a second factor is asked for, and what was wanted goes on', async () => {
  has({ authenticator: app });
  const seen = asks('second_factor.required');
  const user = await turnOff();
  const field = await screen.findByLabelText('Code');
  await user.type(field, 'wrong');
  await user.click(screen.getByRole('button', { name: 'Confirm' }));
  expect(await screen.findByText('That code is not right.')).toBeVisible();
  await user.clear(field);
  await user.type(field, '123456');
  await user.click(screen.getByRole('button', { name: 'Confirm' }));
  expect(await screen.findByText('Two-step sign-in is off')).toBeVisible();
  expect(seen).toEqual(['second wrong', 'second 123456']);
});

test('who has a password and an app may take either', async () => {
  has({ password: true, authenticator: app });
  const seen = asks('auth.reauthenticate');
  const user = await turnOff();
  expect(await screen.findByLabelText('Your password')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Use a code of the app instead' }));
  await user.type(await screen.findByLabelText('Code'), '123456');
  await user.click(screen.getByRole('button', { name: 'Confirm' }));
  await waitFor(() => expect(seen).toEqual(['second 123456']));
});

test('who has no password gets a code by mail', async () => {
  has({ authenticator: null });
  server.use(http.put('*/api/auth/account/password', () => new HttpResponse(null, { status: 204 })));
  const seen = asks('auth.reauthenticate');
  server.use(
    http.post('*/api/auth/authenticator', () =>
      seen.includes('mailed 654321')
        ? HttpResponse.json({ secret: 'JBSWY3DPEHPK3PXP', qr: { size: 29, path: 'M4 4h7v1h-7z' } })
        : problem(403, 'auth.reauthenticate', 'Please confirm that it is you.'),
    ),
  );
  const { user } = open('/account/security');
  await user.click(await screen.findByRole('button', { name: 'Turn on' }));
  await user.click(await screen.findByRole('button', { name: 'Mail me a code' }));
  await user.type(await screen.findByLabelText('Code from the mail'), '654321');
  await user.click(screen.getByRole('button', { name: 'Confirm' }));
  expect(await screen.findByRole('img', { name: 'QR code for an authenticator app' })).toBeVisible();
  expect(seen).toEqual(['mail', 'mailed 654321']);
});

test('who has no second factor is sent to where one is set up', async () => {
  has({ password: true });
  server.use(
    http.post('*/api/auth/authenticator', () =>
      problem(403, 'second_factor.required', 'Please confirm with your second factor that it is you.'),
    ),
  );
  const { user } = open('/account/security');
  await user.click(await screen.findByRole('button', { name: 'Turn on' }));
  expect(await screen.findByText(/You have no second factor yet/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Set it up' })).toHaveAttribute('href', '/account/security');
});
