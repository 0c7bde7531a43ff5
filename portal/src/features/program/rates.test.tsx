import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';

const card = () => screen.findByRole('region', { name: 'Exchange rates' });

test('rates in force are shown with their day and source, and what waits for one', async () => {
  asManager();
  open(`${managerHome}/settings`);
  const part = await card();
  expect(await within(part).findByText('0.9231 EUR')).toBeVisible();
  expect(within(part).getByText('2026-03-10 · entered by hand')).toBeVisible();
  expect(within(part).getByText('2 sales wait for a rate')).toBeVisible();
});

test('a rate is entered', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/rates', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ entered: 1, decided: 2 });
    }),
  );
  const { user } = open(`${managerHome}/settings`);
  const part = await card();
  await user.type(await within(part).findByRole('textbox', { name: 'Currency' }), 'usd');
  await user.type(within(part).getByLabelText('One unit of it in EUR'), '0.95');
  await user.click(within(part).getByRole('button', { name: 'Enter rate' }));
  await waitFor(() => expect(sent).toEqual([{ from: 'USD', rate: '0.95' }]));
});

test('a file of rates is uploaded, and a wrong line is told', async () => {
  asManager();
  server.use(
    http.post('*/rates/upload', () =>
      HttpResponse.json(
        {
          type: 'about:blank',
          status: 422,
          code: 'fx.bad_file',
          title: 'Unprocessable',
          detail: 'The file cannot be read: line 3.',
          request_id: 'r',
          errors: [{ location: 'line 3', message: 'rate must be a decimal above zero' }],
        },
        { status: 422, headers: { 'content-type': 'application/problem+json' } },
      ),
    ),
  );
  const { user } = open(`${managerHome}/settings`);
  const part = await card();
  await within(part).findByRole('button', { name: 'Upload CSV' });
  const input = part.querySelector('input[type=file]');
  await user.upload(
    input as HTMLInputElement,
    new File(['day,from,to,rate\n'], 'rates.csv', { type: 'text/csv' }),
  );
  expect(await within(part).findByText(/line 3/)).toBeVisible();
});

test('the central bank stands in when it is switched on', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.patch('*/rates', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ data: [], ecb: true, max_days: 7, waiting: 0 });
    }),
  );
  const { user } = open(`${managerHome}/settings`);
  const part = await card();
  await user.click(await within(part).findByRole('switch', { name: /European Central Bank/ }));
  await waitFor(() => expect(sent).toEqual([{ ecb: true }]));
});
