import type {
  ManagerCommission,
  ManagerCommissionDetail,
  ManagerCoupon,
  ManagerOffer,
  ManagerTraceStep,
} from '../../api/types.gen.ts';
import { ago, days, eur } from './base.ts';
import { commissionDetail, commissions } from './commissions.ts';
import { ref } from './people.ts';

const version = (n: number, points: number, daysAgo: number) => ({
  version: n,
  name: 'Annual plan',
  action: 'sale' as const,
  recurring: false,
  reward: { kind: 'percent' as const, basis_points: points },
  effective_at: ago(daysAgo * days),
  created_at: ago(daysAgo * days),
  created_by: 'Iris Holm',
  holdback_days: 30,
});

export const managerOffers: ManagerOffer[] = [
  {
    id: 'off_1',
    name: 'Annual plan',
    status: 'published',
    created_at: ago(300 * days),
    current: version(2, 3000, 120),
    versions: [version(2, 3000, 120), version(1, 2500, 300)],
  },
  {
    id: 'off_3',
    name: 'Tasting box lead',
    status: 'published',
    created_at: ago(90 * days),
    current: {
      ...version(1, 0, 90),
      name: 'Tasting box lead',
      action: 'lead',
      reward: { kind: 'flat', amount: eur(400) },
    },
    versions: [
      {
        ...version(1, 0, 90),
        name: 'Tasting box lead',
        action: 'lead',
        reward: { kind: 'flat', amount: eur(400) },
      },
    ],
  },
  {
    id: 'off_9',
    name: 'Launch week',
    status: 'retired',
    created_at: ago(300 * days),
    current: version(1, 5000, 300),
    versions: [version(1, 5000, 300)],
  },
];

export const steps: ManagerTraceStep[] = [
  {
    step: 'click',
    finding: 'valid, inside the window',
    values: { click_id: 'clk_5f3k', at: '2026-11-17T01:40:11Z', partner: 'ptr_01JD0MAYA' },
  },
  { step: 'attribution', finding: 'last click', values: { model: 'last' } },
  {
    step: 'offer',
    finding: 'in force at the event',
    values: { name: 'Annual plan', version: '2', rate: '30 %' },
  },
  { step: 'holdback', finding: 'due', values: { days: '30', due_at: '2026-12-17T23:00:00Z' } },
  { step: 'verdict', finding: 'accepted' },
];

export const managerCommissions: ManagerCommission[] = commissions.map((row, i) => ({
  ...row,
  partner: ref(i),
}));

export function managerCommissionDetail(row: ManagerCommission): ManagerCommissionDetail {
  const own = commissionDetail({ ...row, said: 'pending' });
  return {
    ...row,
    created_at: own.created_at,
    offer_id: own.offer_id,
    offer_version: 2,
    order_id: own.transaction_id,
    transaction_id: own.transaction_id,
    conversion_id: 'cnv_01JD0000',
    clawed_amount: eur(0),
    reward: { kind: 'percent', basis_points: 3000 },
    timeline: own.timeline,
    ...(own.sale ? { sale: own.sale } : {}),
    steps,
    acts:
      row.status === 'held'
        ? [{ action: 'commission.hold', by: { id: 'usr_01JD0IRIS', name: 'Iris Holm' }, at: row.occurred_at }]
        : [],
  };
}

export const managerCoupons: ManagerCoupon[] = [
  {
    code: 'MAYA10',
    partner: ref(0),
    status: 'active',
    reward: { basis_points: 1500 },
    until: ago(-40 * days),
    source: 'manual',
    version: 2,
    created_at: ago(90 * days),
  },
  {
    code: 'BEANBOOK',
    partner: ref(1),
    status: 'active',
    source: 'manual',
    version: 1,
    created_at: ago(120 * days),
  },
  {
    code: 'COFFEEMAYA',
    partner: ref(0),
    status: 'disabled',
    reward: { amount: eur(500) },
    source: 'import',
    version: 3,
    created_at: ago(200 * days),
  },
];
