import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { asManager, managerHome, open, programHome } from '../../test/open';
import { server } from '../../test/server';

const claim = {
  id: 'clm_01JD0MISS',
  number: 'C-01JD0MIS',
  order_id: 'A-17',
  ordered_at: '2026-03-08T00:00:00Z',
  amount: { amount: 9_900, currency: 'EUR' },
  text: 'She bought while we talked.',
  status: 'open',
  filed_at: '2026-03-10T09:00:00Z',
  due_at: '2026-03-24T09:00:00Z',
};

test('a partner claims an order that does not show', async () => {
  const sent: unknown[] = [];
  server.use(
    http.get('*/api/p/:partner/programs/:program/claims', () =>
      HttpResponse.json({ data: [], next_cursor: null }),
    ),
    http.post('*/api/p/:partner/programs/:program/claims', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(claim, { status: 201 });
    }),
  );
  const { user } = open(`${programHome}/claims`);
  await user.click((await screen.findAllByRole('button', { name: 'Claim an order' }))[0] as HTMLElement);
  const form = within(await screen.findByRole('dialog', { name: 'Claim an order' }));
  await user.type(form.getByLabelText('Order number'), 'A-17');
  await user.type(form.getByLabelText('Day of the order'), '2026-03-08');
  await user.type(form.getByLabelText(/Amount paid/), '99.00');
  await user.type(form.getByLabelText(/What shows/), 'She bought while we talked.');
  await user.click(form.getByRole('button', { name: 'Send the claim' }));
  expect(await screen.findByText(/Your claim C-01JD0MIS was sent/)).toBeVisible();
  expect(sent).toMatchObject([{ order_id: 'A-17', ordered_on: '2026-03-08', amount: { amount: 9_900 } }]);
});

test('a manager sees what is known of it, and credits it', async () => {
  asManager();
  const sent: unknown[] = [];
  const theirs = { ...claim, partner: { id: 'ptr_01JD0MAYA', name: 'Maya Kovač' }, late: true };
  const detail = {
    ...theirs,
    filed_by: { id: 'usr_1', name: 'Maya' },
    proposal: 'credit',
    clues: [{ clue: 'code_of_partner', partner: theirs.partner }, { clue: 'order_unknown' }],
  };
  server.use(
    http.get('*/api/m/:program/claims', () => HttpResponse.json({ data: [theirs], next_cursor: null })),
    http.get('*/api/m/:program/claims/:id', () => HttpResponse.json(detail)),
    http.post('*/api/m/:program/claims/:id/credit', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...detail, status: 'credited', clues: [] });
    }),
  );
  const { user } = open(`${managerHome}/claims`);
  await user.click(await screen.findByRole('link', { name: /order A-17/ }));
  expect(await screen.findByText('The code is this partner’s')).toBeVisible();
  expect(screen.getByText('crediting it')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Credit it' }));
  const ask = within(await screen.findByRole('dialog', { name: 'Credit it' }));
  await user.type(ask.getByRole('textbox', { name: /reason|partner/i }), 'The shop confirms it');
  await user.click(ask.getByRole('button', { name: 'Credit it' }));
  await waitFor(() =>
    expect(sent).toEqual([{ amount: { amount: 9_900, currency: 'EUR' }, reason: 'The shop confirms it' }]),
  );
});
