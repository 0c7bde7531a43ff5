import type { PartnerDealRow } from '../../api';
import type { Tone } from '../../kit/Pill';

export type DealStatus = PartnerDealRow['status'];

/** The states in the order in which they are filtered by. */
export const statuses = ['registered', 'open', 'closing', 'won', 'lost', 'rejected', 'expired'] as const;

export const tones: Record<DealStatus, Tone> = {
  registered: 'warn',
  rejected: 'bad',
  open: 'info',
  closing: 'warn',
  won: 'good',
  lost: 'plain',
  expired: 'plain',
};

/** Reads the state that the address filters by. */
export const readStatus = (text: string | undefined) => statuses.find((one) => one === text);
