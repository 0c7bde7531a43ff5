import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { hooks } from '../../mocks/data/hooks';
import { session } from '../../mocks/fixtures';
import { page } from '../../mocks/handlers';
import { asManager, managerHome, open, programHome } from '../../test/open';
import { server } from '../../test/server';

const list = (data: unknown[], limit = 5) => ({
  data,
  limit,
  topics: ['commission.created', 'payout.sent'],
  macros: ['click_id', 'payout'],
});
const none = http.get('*/postbacks', () => HttpResponse.json(list([])));

test('a partner without a postback gets an empty form and no log', async () => {
  server.use(none);
  open(`${programHome}/postback`);
  expect(await screen.findByLabelText('Address')).toHaveValue('');
  expect(screen.getByText('No address yet')).toBeVisible();
  expect(screen.queryByText('Delivery log')).not.toBeInTheDocument();
});

test('a macro is inserted where the cursor is, and the server’s preview is shown', async () => {
  server.use(
    none,
    http.post('*/postbacks/preview', async ({ request }) => {
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
  const kept: unknown[] = [];
  server.use(
    http.get('*/postbacks', () => HttpResponse.json(list(kept))),
    http.post('*/postbacks', async ({ request }) => {
      const made = { ...hooks[1], id: 'whk_9', name: 'Fresh', ...((await request.json()) as object) };
      kept.push(made);
      return HttpResponse.json({ ...made, secret: 'whsec_once' }, { status: 201 });
    }),
    http.get('*/deliveries', () => HttpResponse.json(page([]))),
  );
  const { user } = open(`${programHome}/postback`);
  await user.click(await screen.findByRole('radio', { name: 'Signed JSON' }));
  await user.click(screen.getByLabelText('Address'));
  await user.paste('https://t.example/hooks');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByDisplayValue('whsec_once')).toBeVisible();
  expect(await screen.findByText('Nothing sent yet')).toBeVisible();
});

test('a test call opens its delivery with the whole request and the answer', async () => {
  const { user } = open(`${programHome}/postback`);
  const card = await screen.findByRole('region', { name: 'Tracker' });
  await user.click(within(card).getByRole('button', { name: 'Send a test' }));
  const drawer = await screen.findByRole('dialog', { name: 'Delivery' });
  expect(await within(drawer).findByText(/GET https:\/\/tracker\.example\/cb\?cid=test-sub/)).toBeVisible();
  expect(within(drawer).getByText(/200\s+OK/)).toBeVisible();
});

test('a call under way is looked at again until its answer is there', async () => {
  let asked = 0;
  server.use(
    http.get('*/postbacks/:hook/deliveries/:id', () => {
      asked += 1;
      const one = {
        id: 'dlv_9',
        topic: 'commission.created',
        test: true,
        created_at: '2026-11-21T10:00:00Z',
      };
      return HttpResponse.json({ ...one, status: asked > 1 ? 'ok' : 'retry', attempts: [] });
    }),
  );
  const { user } = open(`${programHome}/postback`);
  await user.click((await screen.findAllByRole('button', { name: 'Send a test' }))[0] as HTMLElement);
  const drawer = await screen.findByRole('dialog', { name: 'Delivery' });
  expect(await within(drawer).findByText('Waiting')).toBeVisible();
  expect(await within(drawer).findByText('Delivered')).toBeVisible();
});

test('a delivery that was given up is sent again on demand, and all of a day at once', async () => {
  const again: unknown[] = [];
  server.use(
    http.post('*/deliveries/:delivery/replay', ({ params }) => {
      again.push(params.delivery);
      return HttpResponse.json({}, { status: 202 });
    }),
    http.post('*/replay-failed', async ({ request }) => {
      const { from, to } = (await request.json()) as { from: string; to: string };
      again.push(Math.round((Date.parse(to) - Date.parse(from)) / 3_600_000));
      return HttpResponse.json({ count: 3, more: false }, { status: 202 });
    }),
  );
  const { user } = open(`${programHome}/postback?q=whk_1&id=dlv_1`);
  const drawer = await screen.findByRole('dialog', { name: 'Delivery' });
  await user.click(await within(drawer).findByRole('button', { name: 'Send again' }));
  await waitFor(() => expect(again).toEqual(['dlv_1']));
  await user.click(within(drawer).getByRole('button', { name: 'Close' }));
  await user.click(await screen.findByRole('button', { name: 'Send failed ones again' }));
  const dialog = await screen.findByRole('dialog', { name: 'Send failed ones again' });
  await user.click(within(dialog).getByRole('button', { name: 'Send failed ones again' }));
  await waitFor(() => expect(again).toEqual(['dlv_1', 24]));
});

test('a hook is paused, and one that was given up is enabled', async () => {
  const turned: unknown[] = [];
  server.use(
    http.get('*/postbacks', () =>
      HttpResponse.json(list([hooks[0], { ...hooks[1], status: 'disabled', name: 'Off' }])),
    ),
    http.post('*/postbacks/:hook/:verb', ({ params }) => {
      turned.push(`${params.verb} ${params.hook}`);
      return HttpResponse.json(hooks[0]);
    }),
  );
  const { user } = open(`${programHome}/postback`);
  await user.click(
    within(await screen.findByRole('region', { name: 'Tracker' })).getByRole('button', { name: 'Pause' }),
  );
  await user.click(
    within(screen.getByRole('region', { name: 'Off' })).getByRole('button', { name: 'Enable' }),
  );
  await waitFor(() => expect(turned).toEqual(['pause whk_1', 'enable whk_2']));
});

test('no more can be added than there may be', async () => {
  server.use(http.get('*/postbacks', () => HttpResponse.json(list(hooks, 2))));
  open(`${programHome}/postback`);
  expect(await screen.findByRole('button', { name: 'Add an address' })).toBeDisabled();
});

test('who is no admin has no such tab, and a deep link explains why', async () => {
  const [one] = session.partners;
  server.use(
    http.get('*/api/auth/session', () =>
      HttpResponse.json({ ...session, partners: [{ ...one, role: 'user' }] }),
    ),
  );
  open(`${programHome}/postback`);
  expect(await screen.findByRole('heading', { name: 'Only admins come in here' })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Postbacks' })).not.toBeInTheDocument();
});

test('a manager keeps the program’s webhooks in the same way', async () => {
  asManager();
  const { user } = open(`${managerHome}/webhooks`);
  await user.click(await screen.findByRole('button', { name: 'Add an address' }));
  expect(screen.getByRole('radio', { name: 'Signed JSON' })).toBeChecked();
  expect(screen.getByRole('checkbox', { name: 'a partner applies' })).toBeVisible();
});
