import type { ManagerRail } from '../../api';

/** PayPal, connected and live, and Stripe, not connected yet. */
export const rails: ManagerRail[] = [
  {
    rail: 'paypal',
    connected: true,
    environment: 'live',
    client_id: 'AeA1QIZXiflr1_-r0U2UbWTziOWX1GRQer5jkUq4ZfWT5qwb6qQRPq7jDtv57TL4POEEezGLdutcxnkJ',
    key_hint: '7f3c',
    webhook_url: 'https://partners.example/webhooks/payouts/paypal/prg_1',
    webhook_id: '1JE4291016473214C',
    events: ['PAYMENT.PAYOUTS-ITEM.SUCCEEDED', 'PAYMENT.PAYOUTS-ITEM.RETURNED'],
    signing_secrets: [],
    connected_at: '2026-11-02T09:00:00Z',
    last_event_at: '2026-11-20T14:03:00Z',
  },
  {
    rail: 'stripe',
    connected: false,
    environment: 'live',
    webhook_url: 'https://partners.example/webhooks/payouts/stripe/prg_1',
    events: ['transfer.reversed', 'account.updated', 'payout.failed'],
    signing_secrets: [],
  },
];
