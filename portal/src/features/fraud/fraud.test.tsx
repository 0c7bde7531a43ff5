import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';

const one = {
  id: 'cas_01JD0FAST',
  status: 'open',
  partner: { id: 'ptr_01JD0MAYA', name: 'Maya Kovač' },
  order_id: 'A-100',
  customer: 'x•••@mailinator.com',
  amount: { amount: 10_000, currency: 'EUR' },
  earned: { amount: 2_000, currency: 'EUR' },
  score: 95,
  rules: ['disposable_mail', 'too_fast'],
  opened_at: '2026-03-10T09:00:00Z',
};

const rules = {
  on: true,
  threshold: 80,
  per_hour: 60,
  fast_seconds: 5,
  rules: [
    { rule: 'self_referral', points: 80, usual: 80 },
    { rule: 'paid_ads', points: 50, usual: 50 },
  ],
};

function serve() {
  const sent: unknown[] = [];
  const keep = async ({ request }: { request: Request }) => {
    sent.push(await request.json());
    return HttpResponse.json({ data: [{ id: one.id, ok: true }], done: 1, failed: 0 });
  };
  server.use(
    http.get('*/api/m/:program/cases', () => HttpResponse.json({ data: [one], next_cursor: null })),
    http.get('*/api/m/:program/cases/:id', () =>
      HttpResponse.json({
        ...one,
        conversion_id: 'cnv_01JD0FAST',
        hits: [{ rule: 'too_fast', points: 30, saw: { after: '1s' } }],
        commissions: [{ id: 'com_01JD0FAST', amount: one.earned, status: 'held' }],
      }),
    ),
    http.post('*/api/m/:program/cases/decide', keep),
    http.get('*/api/m/:program/fraud-rules', () => HttpResponse.json(rules)),
    http.put('*/api/m/:program/fraud-rules', async ({ request }) => {
      const body = await request.json();
      sent.push(body);
      return HttpResponse.json(rules);
    }),
  );
  return sent;
}

test('a case says why it opened, and is confirmed with a reason that the partner reads', async () => {
  asManager();
  const sent = serve();
  const { user } = open(`${managerHome}/fraud`);
  await user.click(await screen.findByRole('link', { name: /order A-100/ }));
  expect(await screen.findByText('95 points')).toBeVisible();
  expect(screen.getByText('1s after the click')).toBeVisible();
  const drawer = within(await screen.findByRole('dialog', { name: 'Case' }));
  await user.click(drawer.getByRole('button', { name: 'Confirm as fraud' }));
  const ask = within(await screen.findByRole('dialog', { name: 'Confirm as fraud' }));
  await user.type(ask.getByRole('textbox', { name: /partner/i }), 'Not a customer');
  await user.click(ask.getByRole('checkbox', { name: /Suspend/ }));
  await user.click(ask.getByRole('button', { name: 'Confirm as fraud' }));
  await waitFor(() =>
    expect(sent).toEqual([{ ids: [one.id], verdict: 'confirmed', reason: 'Not a customer', suspend: true }]),
  );
});

test('several cases are cleared at once', async () => {
  asManager();
  const sent = serve();
  const { user } = open(`${managerHome}/fraud`);
  await screen.findByRole('link', { name: /order A-100/ });
  await user.click(screen.getAllByRole('checkbox')[0] as HTMLElement);
  const bar = within(screen.getByRole('region', { name: 'Chosen cases' }));
  await user.click(bar.getByRole('button', { name: 'Clear' }));
  const ask = within(await screen.findByRole('dialog', { name: 'Clear' }));
  await user.click(ask.getByRole('button', { name: 'Clear' }));
  await waitFor(() => expect(sent).toEqual([{ ids: [one.id], verdict: 'cleared' }]));
});

test('an owner switches a rule off', async () => {
  asManager();
  const sent = serve();
  const { user } = open(`${managerHome}/fraud`);
  await user.click(await screen.findByRole('button', { name: 'Rules' }));
  const form = within(await screen.findByRole('dialog', { name: 'Rules' }));
  await user.click(await form.findByRole('switch', { name: 'Paid advertisement' }));
  await user.click(form.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(sent).toEqual([
      {
        ...rules,
        rules: [
          { rule: 'self_referral', points: 80 },
          { rule: 'paid_ads', points: 0 },
        ],
      },
    ]),
  );
});
