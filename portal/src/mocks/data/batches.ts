import type { ManagerBatch, ManagerPayout } from '../../api/types.gen.ts';
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
  planned: true,
  self_approved: status !== 'draft',
  ...(status === 'draft' ? {} : { approved_by: 'Iris Holm', approved_at: ago((daysAgo - 0.2) * days) }),
});

export const batches: ManagerBatch[] = [
  batch('bat_3', 'draft', 0.1, 0),
  batch('bat_2', 'running', 30, 1),
  batch('bat_1', 'closed', 61, 3),
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
      status: paid ? ('paid' as const) : open,
      ...(paid ? { reference: `NW-2026-${10 + i}`, paid_at: ago(days) } : {}),
    };
  });
