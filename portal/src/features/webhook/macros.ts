import type { PartnerPostbackInput } from '../../api';

/** The macros a postback address may hold, as the server fills them. */
export const macros = [
  'click_id',
  'transaction_id',
  'event',
  'status',
  'payout',
  'currency',
  'amount',
  'offer_id',
  'offer_name',
  'link_id',
  'partner_id',
  'sub1',
  'sub2',
  'sub3',
  'sub4',
  'sub5',
  'country',
  'device',
  'timestamp',
  'random',
] as const;

/** What can be told, in the order of a sale's life. */
export const topics = [
  'lead.created',
  'conversion.created',
  'commission.created',
  'commission.approved',
  'commission.declined',
  'commission.reversed',
  'commission.paid',
  'payout.sent',
  'payout.failed',
] as const;

/** The form of a partner without any postback yet. */
export const emptyPostback: PartnerPostbackInput = { form: 'get', url: '', topics: ['commission.created'] };

/** A topic's key in the catalogue, where a dot would mean a level. */
export const topicKey = (topic: string) => `topic.${topic.replace('.', '_')}` as 'topic.commission_created';
