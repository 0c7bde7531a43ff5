import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import type { NoticePreferences } from '../../api';
import { notices } from '../../mocks/fixtures';
import { page } from '../../mocks/handlers';
import { asManager, managerHome, open, partnerHome, programHome } from '../../test/open';
import { server } from '../../test/server';

test('the bell counts what is unread', async () => {
  open(programHome);
  expect((await screen.findAllByRole('link', { name: 'Notifications: 2 unread' }))[0]).toBeVisible();
});

test('a notice leads to what it is about and is read then', async () => {
  const read: unknown[] = [];
  server.use(
    http.post('*/notices/read', async ({ request }) => {
      read.push(await request.json());
      return HttpResponse.json({ count: 1 });
    }),
  );
  const { user, router } = open(`${partnerHome}/notifications`);
  await user.click(await screen.findByRole('link', { name: '12 commissions approved' }));
  await waitFor(() => expect(router.state.location.href).toBe(`${programHome}/commissions?id=com_01JD0005`));
  expect(read).toEqual([{ ids: ['ntc_3'] }]);
});

test('all are read at once, and the bell is quiet', async () => {
  let all = notices;
  server.use(
    http.get('*/notices', () => HttpResponse.json(page(all))),
    http.post('*/notices/read', () => {
      all = notices.map((one) => ({ ...one, read: true }));
      return HttpResponse.json({ count: 0 });
    }),
  );
  const { user } = open(`${partnerHome}/notifications`);
  const button = await screen.findByRole('button', { name: 'Mark all as read' });
  await waitFor(() => expect(button).toBeEnabled());
  await user.click(button);
  await waitFor(() => expect(button).toBeDisabled());
  expect(screen.queryByRole('link', { name: /unread/ })).not.toBeInTheDocument();
});

test('whoever runs a program has a bell, and an application leads to the list', async () => {
  asManager();
  const [first] = notices;
  server.use(
    http.get('*/api/auth/notices', () =>
      HttpResponse.json(page([{ ...first, type: 'new_application', partner_id: 'ptr_other', subject: 'x' }])),
    ),
  );
  const { user, router } = open(`${managerHome}/notifications`);
  expect((await screen.findAllByRole('link', { name: 'Notifications: 2 unread' }))[0]).toBeVisible();
  await user.click(await screen.findByRole('link', { name: 'Somebody applies to your program' }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`${managerHome}/applications`));
});

test('what one is told can be chosen by kind and channel', async () => {
  const saved: NoticePreferences[] = [];
  server.use(
    http.put('*/api/auth/preferences', async ({ request }) => {
      saved.push((await request.json()) as NoticePreferences);
      return HttpResponse.json(saved[0]);
    }),
  );
  const { user } = open('/account/notifications');
  const mail = await screen.findByRole('switch', { name: 'Every new conversion: Mail' });
  expect(mail).not.toBeChecked();
  await user.click(mail);
  await user.click(screen.getByRole('switch', { name: 'Payouts sent: Portal' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Your choice was saved')).toBeVisible();
  expect(saved[0]?.preferences).toContainEqual({ kind: 'conversion', in_app: true, email: true });
  expect(saved[0]?.preferences).toContainEqual({ kind: 'payout_sent', in_app: false, email: true });
});

test('the link of a mail ends its kind of mail, by a button', async () => {
  const spent: string[] = [];
  server.use(
    http.post('*/api/auth/unsubscribe', ({ request }) => {
      spent.push(new URL(request.url).searchParams.get('token') ?? '');
      return HttpResponse.json({ kind: 'payout_sent' });
    }),
  );
  window.location.hash = '#token=usr_1.payout_sent.mac';
  const { user } = open('/account/unsubscribe');
  await user.click(await screen.findByRole('button', { name: 'No more such mails' }));
  expect(await screen.findByText(/no more mails of this kind: Payouts sent/)).toBeVisible();
  expect(spent).toEqual(['usr_1.payout_sent.mac']);
});
