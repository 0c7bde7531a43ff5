import { screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';

test('a ban says what it does, and declines what is open when asked to', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/partners/:partner/ban', async ({ request }) => {
      sent.push(await request.json());
      return new HttpResponse(null, { status: 204 });
    }),
    http.post('*/partners/:partner/decline-unpaid', async ({ request }) => {
      const body = (await request.json()) as { cursor?: string };
      sent.push(body);
      return HttpResponse.json(body.cursor ? { done: 1 } : { done: 2, next: 'more' });
    }),
  );
  const { user } = open(`${managerHome}/partners?id=ptr_01`);
  await user.click(await screen.findByRole('button', { name: 'Ban' }));
  const dialog = await screen.findByRole('dialog', { name: 'Ban this partner?' });
  expect(within(dialog).getByText(/Nothing is paid out/)).toBeVisible();
  await user.type(within(dialog).getByLabelText(/Reason/), 'Fake traffic');
  await user.click(within(dialog).getByLabelText('Decline at once what no payout holds'));
  await user.click(within(dialog).getByRole('button', { name: 'Ban' }));
  expect(await screen.findByText('Banned. They get a mail.')).toBeVisible();
  expect(sent).toEqual([
    { reason: 'Fake traffic' },
    { reason: 'Fake traffic' },
    { reason: 'Fake traffic', cursor: 'more' },
  ]);
});

test('a list of partners is tried before it is imported', async () => {
  asManager();
  const sent: { dry_run?: boolean; rows: { email: string }[] }[] = [];
  server.use(
    http.post('*/invitations/import', async ({ request }) => {
      const body = (await request.json()) as (typeof sent)[number];
      sent.push(body);
      return HttpResponse.json({ data: body.rows.map(() => ({ outcome: 'invited' })) });
    }),
  );
  const { user } = open(`${managerHome}/partners/import`);
  await screen.findByText('Import partners');
  const file = new File(['email,name\nnina@koch.test,Nina\nnobody,No'], 'partners.csv', { type: 'text/csv' });
  const input = document.querySelector('input[type=file]') as HTMLInputElement;
  await user.upload(input, file);
  await user.click(await screen.findByRole('button', { name: 'Try 2 lines' }));
  expect(await screen.findByText(/1 would be imported, 1 refused/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Import' }));
  expect(await screen.findByText(/Imported: 1\. Refused: 1\./)).toBeVisible();
  expect(sent.map((one) => [one.dry_run, one.rows.length])).toEqual([
    [true, 1],
    [false, 1],
  ]);
});

test('an invitation is sent again from the list of open ones', async () => {
  asManager();
  const { user } = open(`${managerHome}/partners/invitations`);
  await user.click((await screen.findAllByRole('button', { name: 'Send again' }))[0] as HTMLElement);
  expect(await screen.findByText('The invitation is sent.')).toBeVisible();
});
