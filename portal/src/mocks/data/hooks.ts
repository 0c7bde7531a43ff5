import type { Hook, HookDelivery } from '../../api';
import { ago, days } from './base.ts';

export const hookTopics = [
  'lead.created',
  'conversion.created',
  'commission.created',
  'commission.approved',
  'commission.declined',
  'commission.reversed',
  'commission.paid',
  'payout.sent',
  'payout.failed',
  'partner.approved',
];

export const hookMacros = ['click_id', 'conversion_id', 'payout', 'amount', 'currency', 'sub1', 'country'];

export const hooks: Hook[] = [
  {
    id: 'whk_1',
    name: 'Tracker',
    form: 'get',
    url: 'https://tracker.example/cb?cid={sub1}&payout={payout}&cur={currency}&tx={transaction_id}',
    topics: ['commission.created', 'commission.reversed'],
    status: 'active',
    failures: 0,
    created_at: ago(90 * days),
    version: 2,
  },
  {
    id: 'whk_2',
    name: '',
    form: 'json',
    url: 'https://reports.example/hooks',
    topics: ['payout.sent'],
    status: 'failing',
    failures: 7,
    failing_since: ago(0.4 * days),
    last_error: 'answered with status 503',
    created_at: ago(20 * days),
    version: 9,
  },
];

export const deliveries: HookDelivery[] = [
  {
    id: 'dlv_3',
    topic: 'commission.created',
    test: true,
    status: 'ok',
    created_at: ago(0.03 * days),
    attempts: [{ at: ago(0.03 * days), status: 200, duration_ms: 84, answer: 'OK' }],
    request: {
      method: 'GET',
      url: 'https://tracker.example/cb?cid=test-sub&payout=12.50&cur=EUR&tx=test-order-1',
      headers: { 'User-Agent': 'partner-postback/1' },
    },
  },
  {
    id: 'dlv_2',
    topic: 'commission.reversed',
    test: false,
    status: 'retry',
    created_at: ago(1.2 * days),
    next_at: ago(-0.1 * days),
    attempts: [
      { at: ago(1.2 * days), status: 503, error: 'answered with status 503', duration_ms: 2210 },
      { at: ago(1.1 * days), error: 'no answer in time', duration_ms: 10_000 },
    ],
  },
  {
    id: 'dlv_1',
    topic: 'commission.created',
    test: false,
    status: 'dead',
    created_at: ago(9 * days),
    reason: 'answered with status 404',
    attempts: [
      {
        at: ago(9 * days),
        status: 404,
        error: 'answered with status 404',
        duration_ms: 61,
        answer: 'no such page',
      },
    ],
  },
];
