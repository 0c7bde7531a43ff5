import type { ManagerPartner } from '../../api';
import type { Tone } from '../../kit/Pill';

/** The states of a partner in a program. */
export const partnerStatuses = [
  'active',
  'in_review',
  'suspended',
  'rejected',
  'banned',
  'left',
] as const satisfies readonly ManagerPartner['status'][];

/** The colour of each. */
export const partnerTones: Record<ManagerPartner['status'], Tone> = {
  in_review: 'warn',
  active: 'good',
  rejected: 'bad',
  suspended: 'bad',
  banned: 'bad',
  left: 'plain',
};

/** How often a partner looks in, the most eager first. */
export const engagements = [
  'daily',
  'weekly',
  'monthly',
  'seldom',
  'never',
] as const satisfies readonly ManagerPartner['engagement'][];
