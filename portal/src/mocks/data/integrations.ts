import type { ManagerIntegration } from '../../api';

/** A connection with Stripe that works, and one with Shopify that is not made yet. */
export const integrations: ManagerIntegration[] = [
  {
    provider: 'stripe',
    webhook_url: 'https://partners.example/webhooks/stripe/prg_1',
    events: ['checkout.session.completed', 'invoice.paid', 'charge.refunded'],
    connected: true,
    secrets: [{ hint: 'c0de', added_at: '2026-11-02T09:00:00Z' }],
    order_key: 'order_id',
    click_key: 'trib_click',
    count_tests: false,
    connected_at: '2026-11-02T09:00:00Z',
    last_event_at: '2026-11-21T09:41:00Z',
    last_event_type: 'invoice.paid',
    last_verdict: 'accepted',
    counts: [
      { verdict: 'accepted', count: 128 },
      { verdict: 'noted', count: 64 },
      { verdict: 'unreadable', count: 1 },
    ],
    entries: [
      {
        event_id: 'evt_9',
        type: 'charge.refunded',
        at: '2026-11-20T14:03:00Z',
        verdict: 'parked',
        reason: 'sale_not_known_yet',
        detail: [],
      },
    ],
  },
  {
    provider: 'shopify',
    webhook_url: 'https://partners.example/webhooks/shopify/prg_1',
    events: ['orders/paid', 'refunds/create', 'customers/redact'],
    connected: false,
    secrets: [],
    order_key: 'order_id',
    click_key: 'trib_click',
    count_tests: false,
    counts: [],
    entries: [],
  },
];
