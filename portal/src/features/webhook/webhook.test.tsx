import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { postback, session } from '../../mocks/fixtures';
import { page } from '../../mocks/handlers';
import { open, programHome } from '../../test/open';
import { server } from '../../test/server';

const unset = { ...postback, set: false, url: '', topics: [], version: 0 };

test('a partner without a postback gets an empty form and no log', async () => {
  server.use(http.get('*/postback', () => HttpResponse.json(unset)));
  open(`${programHome}/postback`);
  expect(await screen.findByLabelText('Address')).toHaveValue('');
  expect(screen.queryByText('Nothing sent yet')).not.toBeInTheDocument();
});

test('a macro is inserted where the cursor is, and the server’s preview is shown', async () => {
  server.use(
    http.get('*/postback', () => HttpResponse.json(unset)),
    http.post('*/postback/preview', async ({ request }) => {
      const { url } = (await request.json()) as { url: string };
      return HttpResponse.json({
        url: url.replace('{payout}', '62.21'),
        problems: url.includes('{nope}') ? ['does not know the macro {nope}'] : [],
      });
    }),
  );
  const { user } = open(`${programHome}/postback`);
  const field = await screen.findByLabelText('Address');
  await user.click(field);
  await user.paste('https://t.example/?p=');
  await user.click(screen.getByRole('button', { name: '{payout}' }));
  expect(field).toHaveValue('https://t.example/?p={payout}');
  expect(await screen.findByText('https://t.example/?p=62.21')).toBeVisible();
  await user.click(field);
  await user.paste('&x={nope}');
  expect(await screen.findByText('The address does not know the macro {nope}.')).toBeVisible();
});

test('the secret of the signed form is shown once, from the answer that made it', async () => {
  server.use(
    http.get('*/postback', () => HttpResponse.json(unset)),
    http.put('*/postback', async ({ request }) =>
      HttpResponse.json({
        ...postback,
        ...((await request.json()) as object),
        set: true,
        secret: 'whsec_once',
        version: 1,
      }),
    ),
    http.get('*/postback/deliveries', () => HttpResponse.json(page([]))),
  );
  const { user } = open(`${programHome}/postback`);
  await user.click(await screen.findByRole('radio', { name: 'Signed JSON' }));
  await user.click(screen.getByLabelText('Address'));
  await user.paste('https://t.example/hooks');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByDisplayValue('whsec_once')).toBeVisible();
  expect(await screen.findByText('Nothing sent yet')).toBeVisible();
});

test('a call that was given up is sent again on demand', async () => {
  const again: unknown[] = [];
  server.use(
    http.post('*/deliveries/:delivery/replay', ({ params }) => {
      again.push(params.delivery);
      return HttpResponse.json({}, { status: 202 });
    }),
  );
  const { user } = open(`${programHome}/postback`);
  const buttons = await screen.findAllByRole('button', { name: 'Send again' });
  await user.click(buttons[2] as HTMLElement);
  await waitFor(() => expect(again).toEqual(['dlv_1']));
});

test('who is no admin has no such tab, and a deep link explains why', async () => {
  const [one] = session.partners;
  server.use(
    http.get('*/api/auth/session', () =>
      HttpResponse.json({ ...session, partners: [{ ...one, role: 'user' }] }),
    ),
  );
  open(`${programHome}/postback`);
  expect(await screen.findByRole('heading', { name: 'For admins of your organisation' })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Postback' })).not.toBeInTheDocument();
});
