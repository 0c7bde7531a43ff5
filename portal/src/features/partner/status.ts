import type { ManagerPartner } from '../../api';
import type { Tone } from '../../kit/Pill';

/** The states of a partner in a program. */
export const partnerStatuses = ['approved', 'applied', 'suspended', 'rejected'] as const satisfies readonly ManagerPartner['status'][];

/** The colour of each. */
export const partnerTones: Record<ManagerPartner['status'], Tone> = { applied: 'warn', approved: 'good', rejected: 'bad', suspended: 'bad' };
