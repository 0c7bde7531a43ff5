import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { asManager, managerHome, open, programHome } from '../../test/open';
import { server } from '../../test/server';

test('a partner sees invoices, what is on its way, and the totals', async () => {
  open(`${programHome}/invoices`);
  const table = await screen.findByRole('table', { name: 'Invoices' });
  expect(table).toHaveTextContent('2026-0007');
  expect(table).toHaveTextContent('Not numbered yet');
  expect(await screen.findByText('Amount due')).toBeVisible();
  expect(screen.getByText('Amount paid')).toBeVisible();
});

test('only pending ones are asked for when that is chosen', async () => {
  const asked: (string | null)[] = [];
  server.use(
    http.get('*/invoices', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('state'));
      return HttpResponse.json({ data: [], has_more: false, next_cursor: '' });
    }),
  );
  const { user } = open(`${programHome}/invoices`);
  await user.click(await screen.findByRole('radio', { name: 'Pending' }));
  await waitFor(() => expect(asked).toContain('pending'));
});

test('an invoice opens with its lines, its note and its document', async () => {
  open(`${programHome}/invoices?id=inv_1`);
  const drawer = await screen.findByRole('dialog', { name: 'Invoice' });
  expect(await within(drawer).findByText(/Reverse charge/)).toBeVisible();
  expect(within(drawer).getByText('Clawback · Standard')).toBeVisible();
  expect(within(drawer).getByRole('link', { name: 'Download PDF' })).toHaveAttribute(
    'href',
    expect.stringMatching(/documents\/.*\/invoices\/inv_1\/invoice\.pdf$/),
  );
});

test('the statement says what was owed before and what is owed now', async () => {
  open(`${programHome}/invoices`);
  const card = await screen.findByRole('region', { name: 'Account statement' });
  expect(await within(card).findByText('Closing balance')).toBeVisible();
  expect(within(card).getByText('€105.00')).toBeVisible();
  expect(within(card).getByRole('link', { name: 'CSV' })).toHaveAttribute(
    'href',
    expect.stringContaining('/statement/export.csv?from='),
  );
});

test('a partner says how invoices name it', async () => {
  const sent: unknown[] = [];
  server.use(
    http.put('*/api/p/:partner/legal', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ name: 'K', address: ['a'], country: 'HR', vat_number: '' });
    }),
  );
  const { user } = open(`${programHome}/invoices`);
  const card = await screen.findByRole('region', { name: 'How invoices name you' });
  const name = await within(card).findByLabelText('Legal name');
  await user.clear(name);
  await user.type(name, 'Kovač d.o.o.');
  await user.click(within(card).getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(sent).toEqual([
      {
        name: 'Kovač d.o.o.',
        address: ['Ilica 1', '10000 Zagreb'],
        country: 'HR',
        vat_number: 'HR12345678901',
      },
    ]),
  );
});

test('a manager finds an invoice by its number', async () => {
  asManager();
  const asked: (string | null)[] = [];
  server.use(
    http.get('*/api/m/:program/invoices', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('number'));
      return HttpResponse.json({ data: [], has_more: false, next_cursor: '' });
    }),
  );
  const { user } = open(`${managerHome}/invoices`);
  await user.type(await screen.findByRole('textbox', { name: 'Find by number' }), '2026-00');
  await waitFor(() => expect(asked).toContain('2026-00'));
});
