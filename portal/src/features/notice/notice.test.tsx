import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { notices } from '../../mocks/fixtures';
import { page } from '../../mocks/handlers';
import { open, partnerHome, programHome } from '../../test/open';
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
