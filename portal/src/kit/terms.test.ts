import { expect, test } from 'vitest';
import { t } from '../i18n';
import { termsText } from './terms';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const share = (basis_points: number) => ({ kind: 'percent' as const, basis_points });

test('an offer is told in sentences', () => {
  const said = termsText(
    {
      conditions: [
        { match: 'any', conditions: [{ field: 'country', operator: 'in', values: ['DE', 'AT'] }] },
        {
          match: 'all',
          conditions: [
            { field: 'amount', operator: 'gte', values: ['50'] },
            { field: 'metadata.plan', operator: 'is', values: ['pro'] },
          ],
        },
      ],
      rates: [
        { for: { tier_id: 'tir_1', product: 'P1' }, reward: share(2500) },
        { for: { product: 'gift' }, reward: { kind: 'nothing' } },
        { payment: 'renewal', reward: { kind: 'flat', amount: eur(250) } },
      ],
      renewals: { months: 12, payments: 0 },
      volume: {
        by: 'amount',
        per: 'month',
        mode: 'retroactive',
        levels: [{ from_amount: eur(100_000), reward: share(3000) }],
      },
      caps: [
        { of: 'partner', per: 'month', amount: eur(50_000) },
        { of: 'offer', per: 'quarter', amount: eur(900_000), soft: true },
      ],
    },
    t,
    (id) => (id === 'tir_1' ? 'Gold' : id),
  );
  expect(said).toEqual([
    "Pays only where the customer's country is DE or AT.",
    'Pays only where the amount is at least 50 and plan is pro.',
    '25% for tier Gold, product P1.',
    'Nothing for product gift.',
    '€2.50 for later payments.',
    'Later payments earn for 12 months from the first.',
    '30% beyond €1,000.00 a month.',
    'A level that is reached counts for the whole period: the difference comes as a commission of its own.',
    'At most €500.00 a month for a partner.',
    'A budget of €9,000.00 a quarter for all partners. It may be overshot a little.',
  ]);
});
