import type {
  PartnerCommission,
  PartnerCommissionDetail,
  PartnerMissed,
  PartnerProjection,
} from '../../api/types.gen.ts';
import { ago, days, eur } from './base.ts';
import { offers } from './program.ts';

const statuses: PartnerCommission['status'][] = [
  'pending',
  'pending',
  'held',
  'pending',
  'approved',
  'available',
  'reversed',
  'available',
  'paid',
  'paid',
  'declined',
  'paid',
];
/** What an affiliate program calls each state. */
const sayings = {
  pending: 'pending',
  held: 'pending',
  approved: 'approved',
  available: 'approved',
  paid: 'paid',
  declined: 'reversed',
  reversed: 'reversed',
} as const;
const customers = [
  'h•••@fernhill.test',
  't•••@oakline.test',
  'j•••@brightpath.test',
  'a•••@kestrel.test',
  'm•••@lumen.test',
  's•••@harbor.test',
  'd•••@plainsail.test',
];

export const commissions: PartnerCommission[] = Array.from({ length: 24 }, (_, i) => {
  const status = statuses[i % statuses.length] as PartnerCommission['status'];
  const minor = i === 10 ? -1470 : 1470 + ((i * 2377) % 9000);
  const back = status === 'reversed' ? minor : i === 5 ? 500 : 0;
  return {
    id: `com_01JD${String(i).padStart(4, '0')}`,
    status,
    kind: i === 10 ? ('clawback' as const) : ('sale' as const),
    occurred_at: ago((i * 1.7 + 0.03) * days),
    amount: eur(minor),
    reversed_amount: eur(back),
    net_amount: eur(minor - back),
    said: minor < 0 ? 'reversed' : sayings[status],
    offer: offers[i % 2]?.name ?? '',
    customer: customers[i % customers.length] ?? '',
    hold_until: ago((i * 1.7 - 30) * days),
    ...(status === 'reversed' || status === 'declined' ? { reason: 'The customer returned the order.' } : {}),
    ...(status === 'paid' ? { payout_id: 'pay_01JD0002' } : {}),
  };
});

/** The detail of any commission of the list. */
export function commissionDetail(row: PartnerCommission): PartnerCommissionDetail {
  const over = row.status === 'reversed' || row.status === 'declined';
  const reached = ['pending', 'approved', 'available', 'paid'].indexOf(
    row.status === 'held' ? 'pending' : row.status,
  );
  return {
    ...row,
    created_at: row.occurred_at,
    offer_id: 'off_1',
    reward: { kind: 'percent', basis_points: 3000 },
    sale: eur(Math.round(row.amount.amount / 0.3)),
    transaction_id: `ord-${row.id.slice(-4)}`,
    link: { id: 'lnk_01', name: 'YouTube, winter roast' },
    sub1: 'yt-winter',
    expected:
      row.status === 'pending'
        ? { for: 'holdback', available_at: ago(-20 * days), paid_at: ago(-30 * days), confidence: 'likely' }
        : row.status === 'held'
          ? { for: 'review', confidence: 'unknown' }
          : { confidence: 'certain' },
    timeline: [
      { state: 'recorded', done: true, at: row.occurred_at },
      { state: 'pending', done: true, at: row.occurred_at },
      ...(over
        ? [{ state: row.status as 'reversed', done: true, at: ago(days), reason: row.reason ?? '' }]
        : [
            {
              state: 'approved' as const,
              done: reached >= 1,
              ...(row.hold_until ? { at: row.hold_until } : {}),
            },
            {
              state: 'available' as const,
              done: reached >= 2,
              ...(row.hold_until ? { at: row.hold_until } : {}),
            },
            { state: 'paid' as const, done: reached >= 3 },
          ]),
    ],
    explanation: [
      {
        rule: 'attribution',
        code: 'link',
        name: 'YouTube, winter roast',
        text: 'The customer came through your link “YouTube, winter roast”.',
      },
      {
        rule: 'amount',
        code: 'amount',
        amount: eur(6_221),
        parts: [{ rate_basis_points: 3000, of: eur(20_738) }],
        text: 'It pays 30 % of 207.38 EUR, which is 62.21 EUR, rounded half to even.',
      },
      {
        rule: 'holdback',
        code: 'held_back',
        day: '2026-12-01',
        text: 'It is held back until 2026-12-01, in case the customer gets the money back.',
      },
    ],
  };
}

/** What is ready and expected. */
export const projection: PartnerProjection = {
  currency: 'EUR',
  available: eur(48_230),
  in_transit: eur(0),
  weeks: Array.from({ length: 8 }, (_, i) => ({
    from: ago((i * -7 + 1) * days).slice(0, 10),
    to: ago((i * -7 - 5) * days).slice(0, 10),
    amount: eur(i === 3 ? 12_040 : i * 1_310),
    count: i,
  })),
  days: [
    {
      from: ago((-7 + 0) * days).slice(0, 10),
      to: ago((-7 + 0) * days).slice(0, 10),
      amount: eur(1_310),
      count: 1,
    },
  ],
  later: eur(0),
  undated: eur(6_220),
  next_payout_on: ago(-10 * days).slice(0, 10),
  partial: false,
};

/** What earned nothing. */
export const missed: PartnerMissed[] = [
  {
    id: 'cnv_01JD0090',
    kind: 'sale',
    occurred_at: ago(3 * days),
    link: { id: 'lnk_01', name: 'YouTube, winter roast' },
    code: 'too_late',
    text: 'Your click was too long before it: the time in which clicks count had ended.',
  },
];
