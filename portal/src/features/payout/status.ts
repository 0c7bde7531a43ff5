import type { ManagerBatch, PartnerPayout } from '../../api';
import type { Translate } from '../../i18n';
import type { Tone } from '../../kit/Pill';

/** The state of a payout. */
export type PayoutStatus = PartnerPayout['status'];

/** The colour of each state of a payout. */
export const payoutTones: Record<PayoutStatus, Tone> = {
  building: 'plain',
  reserved: 'plain',
  queued: 'info',
  sending: 'info',
  processing: 'info',
  exported: 'info',
  paid: 'good',
  failed: 'bad',
  reconciling: 'warn',
  returned: 'bad',
  cancelled: 'plain',
};

/** The colour of each state of a payout run. */
export const batchTones: Record<ManagerBatch['status'], Tone> = {
  draft: 'warn',
  reviewed: 'warn',
  approved: 'info',
  running: 'info',
  closed: 'good',
  cancelled: 'plain',
};

/** The name of a rail; one that this page does not know yet is shown as it is. */
export const railText = (rail: string, t: Translate) =>
  t(`rail.${rail}` as 'rail.manual', { defaultValue: rail });
