import type { PartnerDelivery, PartnerNotice, PartnerPostback } from '../../api/types.gen.ts';
import { ago, days, eur, partnerId, programId } from './base.ts';

export const notices: PartnerNotice[] = [
  {
    id: 'ntc_4',
    type: 'conversion',
    title: 'New sale: Annual plan',
    count: 1,
    at: ago(0.03 * days),
    read: false,
    program_id: programId,
    subject: 'com_01JD0000',
    amount: eur(2940),
  },
  {
    id: 'ntc_3',
    type: 'commission_approved',
    title: '12 commissions approved',
    count: 12,
    at: ago(0.4 * days),
    read: false,
    program_id: programId,
    subject: 'com_01JD0005',
    amount: eur(31_860),
  },
  {
    id: 'ntc_2',
    type: 'payout_sent',
    title: 'Payout sent',
    count: 1,
    at: ago(31 * days),
    read: true,
    program_id: programId,
    subject: 'pay_01JD0002',
    amount: eur(142_050),
  },
  {
    id: 'ntc_1',
    type: 'application_approved',
    title: 'Northwind Coffee approved your application',
    count: 1,
    at: ago(400 * days),
    read: true,
    program_id: programId,
    subject: partnerId,
  },
];

export const postback: PartnerPostback = {
  set: true,
  id: 'hok_1',
  form: 'get',
  url: 'https://tracker.example/cb?cid={sub1}&payout={payout}&cur={currency}&tx={transaction_id}',
  topics: ['commission.created', 'commission.reversed'],
  status: 'active',
  version: 2,
};

export const deliveries: PartnerDelivery[] = [
  {
    id: 'dlv_3',
    topic: 'commission.created',
    status: 'ok',
    created_at: ago(0.03 * days),
    attempts: [{ at: ago(0.03 * days), status: 200, duration_ms: 84 }],
  },
  {
    id: 'dlv_2',
    topic: 'commission.reversed',
    status: 'retry',
    created_at: ago(1.2 * days),
    next_at: ago(-0.1 * days),
    attempts: [
      { at: ago(1.2 * days), status: 503, duration_ms: 2210 },
      { at: ago(1.1 * days), error: 'timeout', duration_ms: 10_000 },
    ],
  },
  {
    id: 'dlv_1',
    topic: 'commission.created',
    status: 'dead',
    created_at: ago(9 * days),
    reason: 'gave up after 6 attempts',
    attempts: [{ at: ago(9 * days), status: 404, duration_ms: 61 }],
  },
];
