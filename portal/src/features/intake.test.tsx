import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { apiKeys } from '../mocks/data/intake';
import { asManager, managerHome, open, programHome } from '../test/open';
import { server } from '../test/server';

test('a key is made with what it may do, and shown once', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/api-keys', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ key: 'trib_sk_fresh', api_key: apiKeys[0] }, { status: 201 });
    }),
  );
  const { user } = open(`${managerHome}/keys`);
  await screen.findByRole('table');
  await user.click(screen.getByRole('button', { name: 'Make a key' }));
  const dialog = await screen.findByRole('dialog', { name: 'Make a key' });
  await user.type(within(dialog).getByLabelText('Name'), 'Shop server');
  await user.click(within(dialog).getByRole('checkbox', { name: 'Tell where orders stand' }));
  await user.click(within(dialog).getByRole('button', { name: 'Make a key' }));
  expect(await screen.findByDisplayValue('trib_sk_fresh')).toBeVisible();
  expect(sent).toEqual([
    { name: 'Shop server', kind: 'secret', scopes: ['conversions:write', 'orders:write'] },
  ]);
  expect(screen.getByText(/data-key="trib_pk_Zx81Lm"/)).toBeVisible();
});

test('a key is revoked after a question', async () => {
  asManager();
  const ended: unknown[] = [];
  server.use(
    http.delete('*/api-keys/:key', ({ params }) => {
      ended.push(params.key);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = open(`${managerHome}/keys`);
  await user.click((await screen.findAllByRole('button', { name: 'Revoke' }))[0] as HTMLElement);
  const dialog = await screen.findByRole('dialog', { name: 'Revoke Shop server?' });
  await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
  await waitFor(() => expect(ended).toEqual(['key_1']));
});

test('a file is tried first, then decided', async () => {
  asManager();
  const sent: { verb: string; csv: string; from: number }[] = [];
  const take = async (verb: string, request: Request) => {
    const { csv, from } = (await request.json()) as { csv: string; from: number };
    sent.push({ verb, csv, from });
    return HttpResponse.json({
      data: [{ line: 1, transaction_id: 'T-1', verdict: 'accepted', commissions: [] }],
      ignored: [],
    });
  };
  server.use(
    http.post('*/conversion-uploads/preview', ({ request }) => take('try', request)),
    http.post('*/conversion-uploads', ({ request }) => take('decide', request)),
  );
  const { user } = open(`${managerHome}/conversions/upload`);
  await screen.findByRole('button', { name: 'Choose a file' });
  const input = document.querySelector('input[type=file]') as HTMLInputElement;
  await user.upload(
    input,
    new File(['transaction_id,amount\nT-1,10.00\n'], 'march.csv', { type: 'text/csv' }),
  );
  expect(await screen.findByRole('region', { name: 'This is what would happen' })).toBeVisible();
  expect(sent.map((one) => one.verb)).toEqual(['try']);
  await user.click(screen.getByRole('button', { name: 'Decide 1 line' }));
  expect(await screen.findByRole('region', { name: 'Done' })).toBeVisible();
  expect(sent[1]).toEqual({ verb: 'decide', csv: 'transaction_id,amount\nT-1,10.00', from: 1 });
});

test('a partner sees the customers, masked, and their orders', async () => {
  const { user } = open(`${programHome}/customers`);
  await user.click(await screen.findByRole('link', { name: 'Open customer h•••@fernhill.io' }));
  const drawer = await screen.findByRole('dialog', { name: 'Customer' });
  expect(await within(drawer).findByText('NW-20418')).toBeVisible();
  expect(within(drawer).getByText(/On the way/)).toBeVisible();
});

test('a partner follows an order', async () => {
  open(`${programHome}/orders?id=NW-20418`);
  const drawer = await screen.findByRole('dialog', { name: 'Order' });
  expect(await within(drawer).findByRole('region', { name: 'What the shop told' })).toBeVisible();
});

test('a manager decides what partners see of their customers', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.patch('*/settings', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({});
    }),
  );
  const { user } = open(`${managerHome}/customers`);
  const level = await screen.findByLabelText('What partners see of their customers');
  await waitFor(() => expect(level).toBeEnabled());
  await user.selectOptions(level, 'contact');
  await waitFor(() => expect(sent).toEqual([{ contacts: 'contact' }]));
});
