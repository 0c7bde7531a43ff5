import type { ManagerPartner } from '../../api';
import type { Tone } from '../../kit/Pill';

/** The states of a partner in a program. */
export const partnerStatuses = [
  'active',
  'in_review',
  'suspended',
  'rejected',
] as const satisfies readonly ManagerPartner['status'][];

/** The colour of each. */
export const partnerTones: Record<ManagerPartner['status'], Tone> = {
  in_review: 'warn',
  active: 'good',
  rejected: 'bad',
  suspended: 'bad',
};
