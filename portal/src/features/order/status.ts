import type { PartnerOrder } from '../../api';
import type { Tone } from '../../kit/Pill';

/** The colour of each state of an order. */
export const orderTones: Record<PartnerOrder['status'], Tone> = {
  placed: 'plain',
  paid: 'info',
  fulfilled: 'info',
  delivered: 'good',
  cancelled: 'bad',
  refunded: 'bad',
};
