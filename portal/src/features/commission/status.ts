import type { PartnerCommission } from '../../api';
import type { Tone } from '../../kit/Pill';

/** The state of a commission. */
export type CommissionStatus = PartnerCommission['status'];

/** The colour of each state. */
export const tones: Record<CommissionStatus, Tone> = {
  pending: 'warn',
  held: 'warn',
  approved: 'info',
  available: 'info',
  paid: 'good',
  declined: 'bad',
  reversed: 'bad',
};

/** The states a list can be filtered by, in the order of their life. */
export const statuses: readonly CommissionStatus[] = [
  'pending',
  'held',
  'approved',
  'available',
  'paid',
  'declined',
  'reversed',
];

/** Reads a state out of an address. */
export const readStatus = (value: string | undefined): CommissionStatus | undefined =>
  statuses.find((one) => one === value);
