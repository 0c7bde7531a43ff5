import type {
  ManagerBatch,
  ManagerPayout,
  ManagerPayoutSettingsView,
  ManagerRunPreview,
} from '../../api/types.gen.ts';
import { ago, days, eur } from './base.ts';
import { ref } from './people.ts';

const batch = (id: string, status: ManagerBatch['status'], daysAgo: number, paid: number): ManagerBatch => ({
  id,
  status,
  created_at: ago(daysAgo * days),
  created_by: 'Iris Holm',
  cutoff_at: ago((daysAgo + 1) * days),
  total: eur(402_115),
  payouts: 3,
  commissions: 86,
  paid,
  failed: 0,
  rail: 'manual',
  run: '2026-11-01',
  fees: eur(0),
  partner_pays: false,
  online: false,
  rates: [],
  signed: status === 'draft' ? [] : ['Iris Holm'],
  planned: true,
  self_approved: status !== 'draft',
  ...(status === 'draft' ? {} : { approved_by: 'Iris Holm', approved_at: ago((daysAgo - 0.2) * days) }),
});

export const batches: ManagerBatch[] = [
  batch('bat_3', 'draft', 0.1, 0),
  batch('bat_2', 'running', 30, 1),
  batch('bat_1', 'closed', 61, 3),
];

/** What a payout of the bank's list costs: nothing. */
const facts = (amount: ManagerPayout['amount']) => ({
  rail: 'manual',
  fee: eur(0),
  net: amount,
  partner_pays: false,
  requested_at: ago(days),
  awaiting_approval: false,
  signed: [],
  self_approved: false,
  handled: false,
  online: false,
});

/** What a run would pay now. */
export const runPreview: ManagerRunPreview = {
  total: eur(184_300),
  fees: eur(0),
  more: 0,
  data: [
    {
      partner: ref(0),
      rail: 'manual',
      masked: '•••• 4471',
      amount: eur(184_300),
      fee: eur(0),
      commissions: 41,
    },
    { partner: ref(1), amount: eur(12_000), fee: eur(0), commissions: 3, waits: 'no_method' },
  ],
};

/** How the demo program pays. */
export const payoutSettings: ManagerPayoutSettingsView = {
  schedule: 'monthly',
  weekday: 0,
  day: 1,
  cutoff_days: 0,
  minimum: 2500,
  rails: ['manual', 'paypal'],
  fees: [{ rail: 'paypal', flat: 25, basis_points: 200, cap: 2000 }],
  partner_pays: true,
  withdrawals: true,
  auto_withdraw: false,
  currency: 'EUR',
  zone: 'Europe/Berlin',
  next_run_on: ago(-9 * days).slice(0, 10),
  possible_rails: ['manual', 'wise', 'paypal_csv', 'sepa', 'paypal', 'stripe'],
};

/** A withdrawal that waits, and one that was paid. */
export const withdrawals: ManagerPayout[] = [
  {
    id: 'pay_w_1',
    partner: ref(1),
    amount: eur(52_000),
    commissions: 6,
    payee_name: ref(1).name,
    masked: 'm•••@kovac.example',
    status: 'reserved',
    ...facts(eur(52_000)),
    rail: 'paypal',
    online: true,
    fee: eur(1_040),
    net: eur(50_960),
    partner_pays: true,
    asked_by: 'usr_maya',
    awaiting_approval: true,
  },
  {
    id: 'pay_w_2',
    partner: ref(2),
    amount: eur(31_000),
    commissions: 3,
    payee_name: ref(2).name,
    masked: '•••• 4471',
    status: 'paid',
    reference: 'NW-2026-14',
    evidence: 'Found on the bank statement',
    paid_at: ago(days),
    ...facts(eur(31_000)),
    asked_by: 'usr_noah',
  },
];

/** A payout whose outcome nobody knows, and one that failed. */
export const exceptions: ManagerPayout[] = [
  {
    id: 'pay_x_1',
    partner: ref(0),
    amount: eur(18_000),
    commissions: 2,
    payee_name: ref(0).name,
    masked: 'l•••@lena.example',
    status: 'reconciling',
    ...facts(eur(18_000)),
    rail: 'paypal',
    online: true,
  },
  {
    id: 'pay_x_2',
    partner: ref(2),
    amount: eur(9_900),
    commissions: 1,
    payee_name: ref(2).name,
    masked: '•••• 4471',
    status: 'failed',
    reason: 'The account is closed',
    ...facts(eur(9_900)),
  },
];

export const batchPayouts = (one: ManagerBatch): ManagerPayout[] =>
  [0, 1, 2].map((i) => {
    const paid = i < one.paid;
    const open = one.status === 'draft' ? ('reserved' as const) : ('exported' as const);
    return {
      id: `pay_${one.id}_${i}`,
      batch_id: one.id,
      partner: ref(i),
      amount: eur(184_300 - i * 46_000),
      commissions: 41 - i * 9,
      payee_name: ref(i).name,
      masked: '•••• 4471',
      ...facts(eur(184_300 - i * 46_000)),
      status: paid ? ('paid' as const) : open,
      ...(paid ? { reference: `NW-2026-${10 + i}`, paid_at: ago(days) } : {}),
    };
  });
