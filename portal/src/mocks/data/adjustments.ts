import type { ManagerAdjustment } from '../../api/types.gen.ts';
import { ago, days, eur, partnerId } from './base.ts';

const iris = { id: 'usr_01JD0IRIS', name: 'Iris Holm' };
const piet = { id: 'usr_01JD0PIET', name: 'Piet Vos' };

/** Corrections by hand: one that waits, and one that was given. */
export const adjustments: ManagerAdjustment[] = [
  {
    id: 'adj_01JD0001',
    kind: 'manual',
    status: 'waiting',
    partner: { id: partnerId, name: 'Kovač Media' },
    amount: eur(12_000),
    name: 'Goodwill',
    reason: 'The shop was down for a day.',
    made_by: piet,
    made_at: ago(days),
    self_approved: false,
    mine: false,
  },
  {
    id: 'adj_01JD0002',
    kind: 'manual',
    status: 'given',
    partner: { id: partnerId, name: 'Kovač Media' },
    amount: eur(-900),
    name: 'Correction',
    reason: 'Paid twice.',
    made_by: iris,
    made_at: ago(4 * days),
    decided_by: iris,
    decided_at: ago(4 * days),
    self_approved: false,
    commission_id: 'com_01JD0001',
    mine: true,
  },
];
