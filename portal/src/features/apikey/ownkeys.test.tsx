import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { session } from '../../mocks/fixtures';
import { open, partnerHome } from '../../test/open';
import { server } from '../../test/server';

const posts = (path: string) => {
  const sent: unknown[] = [];
  server.use(
    http.post(path, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ key: 'trib_sk_shown-once', api_key: { name: 'Sheet' } }, { status: 201 });
    }),
  );
  return sent;
};

test('a key is made with its scopes and shown once', async () => {
  const sent = posts('*/api-keys');
  const { user } = open(`${partnerHome}/keys`);
  const table = await screen.findByRole('table', { name: 'API keys' });
  expect(within(table).getByText('Read links and codes, Make and change links')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Make a key' }));
  await user.type(await screen.findByLabelText('Name'), 'Sheet');
  await user.click(screen.getByRole('checkbox', { name: 'Read commissions' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Make a key' }));
  await waitFor(() =>
    expect(sent).toEqual([{ name: 'Sheet', scopes: ['reports:read', 'commissions:read'] }]),
  );
  expect(await screen.findByDisplayValue('trib_sk_shown-once')).toBeVisible();
});

test('a key is replaced with an overlap', async () => {
  const sent = posts('*/rotate');
  const { user } = open(`${partnerHome}/keys`);
  await user.click(await screen.findByRole('button', { name: 'Replace' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('radio', { name: 'In seven days' }));
  await user.click(within(dialog).getByRole('button', { name: 'Replace' }));
  await waitFor(() => expect(sent).toEqual([{ overlap_hours: 168 }]));
});

test('a user makes keys, but none for money', async () => {
  server.use(
    http.get('*/api/auth/session', () =>
      HttpResponse.json({ ...session, partners: session.partners.map((one) => ({ ...one, role: 'user' })) }),
    ),
  );
  const { user } = open(`${partnerHome}/keys`);
  await user.click(await screen.findByRole('button', { name: 'Make a key' }));
  expect(await screen.findByRole('checkbox', { name: 'Read commissions' })).toBeVisible();
  expect(screen.queryByRole('checkbox', { name: /Read wallet/ })).toBeNull();
});
