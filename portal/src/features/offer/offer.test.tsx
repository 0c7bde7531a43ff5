import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { managerOffers } from '../../mocks/managed';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';
import { readRules, rulesDraft } from './rules';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

test('rules are read as they were written', () => {
  const rules = {
    conditions: [
      {
        match: 'any' as const,
        conditions: [
          { field: 'country', operator: 'in' as const, values: ['DE', 'AT'] },
          { field: 'metadata.plan', operator: 'is' as const, values: ['pro'] },
        ],
      },
    ],
    rates: [
      {
        name: 'A deal',
        for: { partner_id: 'ptr_1', product: 'P1' },
        reward: { kind: 'flat' as const, amount: eur(150) },
      },
      { for: { category: 'gift' }, reward: { kind: 'nothing' as const } },
    ],
    renewals: { months: 12, payments: 0 },
    volume: {
      by: 'amount' as const,
      per: 'month' as const,
      mode: 'retroactive' as const,
      levels: [{ from_amount: eur(100_000), reward: { kind: 'percent' as const, basis_points: 2500 } }],
    },
    caps: [{ of: 'offer' as const, per: 'quarter' as const, amount: eur(900_000), soft: true }],
  };
  expect(readRules(rulesDraft(rules), 'EUR')).toEqual(rules);
  expect(readRules(rulesDraft({}), 'EUR')).toEqual({});
});

test('what cannot be read is not sent', () => {
  const draft = rulesDraft({ caps: [{ of: 'partner', per: 'month', amount: eur(100) }] });
  expect(readRules({ ...draft, caps: draft.caps.map((cap) => ({ ...cap, amount: 'much' })) }, 'EUR')).toBe(
    undefined,
  );
});

test('a manager gives a product a rate of its own, and tries an order', async () => {
  asManager();
  const sent: unknown[] = [];
  const tried: unknown[] = [];
  server.use(
    http.post('*/offers', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(managerOffers[0], { status: 201 });
    }),
    http.post('*/offers/simulate', async ({ request }) => {
      tried.push(await request.json());
      return HttpResponse.json({
        earned: eur(500),
        offer_name: 'Books',
        version: 1,
        lines: [
          {
            rule: 'product P1',
            lines: ['1'],
            reward: { kind: 'percent', basis_points: 500 },
            base: eur(10_000),
            cut: eur(0),
            earned: eur(500),
          },
        ],
        steps: [{ step: 'line', finding: 'percent', values: { rule: 'product P1' } }],
      });
    }),
  );
  const { user } = open(`${managerHome}/offers`);
  await user.click(await screen.findByRole('button', { name: 'Create offer' }));
  const form = await screen.findByRole('dialog', { name: 'Create offer' });
  await user.type(within(form).getByLabelText('Name'), 'Books');
  await user.type(within(form).getByLabelText('Percent of the sale'), '20');
  await user.click(within(form).getByText('Rates of their own'));
  await user.click(within(form).getByRole('button', { name: 'Add a rate' }));
  const rate = within(form).getByRole('group', { name: /Rate 1/ });
  await user.type(within(rate).getByLabelText('Product'), 'P1');
  await user.type(within(rate).getByLabelText('Percent'), '5');
  await user.click(within(form).getByText('What would an order earn?'));
  await user.click(await within(form).findByRole('button', { name: 'Work it out' }));
  expect(await within(form).findByText('Earns €5.00')).toBeVisible();
  expect(tried[0]).toMatchObject({ amount: eur(10_000), draft: { name: 'Books' } });
  await user.click(within(form).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    name: 'Books',
    reward: { kind: 'percent', basis_points: 2000 },
    rates: [{ for: { product: 'P1' }, reward: { kind: 'percent', basis_points: 500 } }],
  });
});

test('a version says what it changed', async () => {
  asManager();
  const [first] = managerOffers;
  if (!first?.current) throw new Error('no offer');
  const before = { ...first.current, version: 1, caps: [] };
  const now = {
    ...first.current,
    version: 2,
    caps: [{ of: 'partner', per: 'month', amount: eur(50_000) }],
  };
  server.use(
    http.get('*/offers', () =>
      HttpResponse.json({
        data: [{ ...first, current: now, versions: [now, before] }],
        has_more: false,
        next_cursor: '',
      }),
    ),
  );
  open(`${managerHome}/offers?id=${first.id}`);
  const versions = await screen.findByRole('region', { name: '2 versions' });
  expect(within(versions).getByText('At most €500.00 a month for a partner.')).toBeVisible();
});
