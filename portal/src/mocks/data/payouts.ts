import type {
  PartnerPayout,
  PartnerPayoutDetail,
  PartnerPayoutMethod,
  PartnerPayoutOptions,
} from '../../api/types.gen.ts';
import { ago, days, eur } from './base.ts';
import { commissions } from './commissions.ts';

export const payouts: PartnerPayout[] = [
  {
    id: 'pay_01JD0003',
    status: 'exported',
    amount: eur(42_050),
    fee: eur(0),
    net: eur(42_050),
    withdrawal: false,
    awaiting_approval: false,
    rail: 'manual',
    created_at: ago(1 * days),
    commissions: 9,
  },
  {
    id: 'pay_01JD0002',
    status: 'paid',
    amount: eur(142_050),
    fee: eur(0),
    net: eur(142_050),
    withdrawal: false,
    awaiting_approval: false,
    rail: 'manual',
    created_at: ago(32 * days),
    paid_at: ago(31 * days),
    commissions: 38,
    reference: 'NW-2026-10',
  },
  {
    id: 'pay_01JD0001',
    status: 'paid',
    amount: eur(98_720),
    fee: eur(0),
    net: eur(98_720),
    withdrawal: false,
    awaiting_approval: false,
    rail: 'manual',
    created_at: ago(62 * days),
    paid_at: ago(61 * days),
    commissions: 27,
    reference: 'NW-2026-09',
  },
];

export const payoutDetail = (row: PartnerPayout): PartnerPayoutDetail => ({
  ...row,
  lines: commissions.slice(4, 4 + 6).map((one) => ({
    commission_id: one.id,
    offer: one.offer,
    kind: one.kind,
    occurred_at: one.occurred_at,
    amount: one.amount,
  })),
  timeline: [
    { state: 'reserved', done: true, at: row.created_at },
    { state: 'queued', done: true, at: row.created_at },
    { state: 'exported', done: true, at: row.created_at },
    { state: 'paid', done: row.status === 'paid', ...(row.paid_at ? { at: row.paid_at } : {}) },
  ],
});

export const method: PartnerPayoutMethod = {
  rail: 'manual',
  set: true,
  usable: true,
  payee_name: 'Maya Kovač',
  masked: '•••• 4471',
  updated_at: ago(200 * days),
};

export const options: PartnerPayoutOptions = {
  rails: [
    { rail: 'manual', flat: eur(0), basis_points: 0, currencies: ['EUR', 'USD'] },
    { rail: 'paypal', flat: eur(25), basis_points: 200, cap: eur(2_000), currencies: ['EUR', 'USD'] },
  ],
  schedule: 'monthly',
  withdrawals: true,
  approved_first: true,
};
