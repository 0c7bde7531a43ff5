import type { PartnerLeadRow } from '../../api';
import type { Tone } from '../../kit/Pill';

export type LeadStatus = PartnerLeadRow['status'];

/** The states in the order in which they are filtered by. */
export const statuses = ['in_review', 'approved', 'won', 'lost', 'rejected'] as const;

export const tones: Record<LeadStatus, Tone> = {
  in_review: 'warn',
  approved: 'info',
  rejected: 'bad',
  won: 'good',
  lost: 'plain',
};

/** Reads the state that the address filters by. */
export const readStatus = (text: string | undefined) => statuses.find((one) => one === text);
