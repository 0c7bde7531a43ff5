import type {
  ManagerApiKey,
  ManagerCustomer,
  ManagerUploadedLine,
  PartnerCustomer,
  PartnerOrder,
} from '../../api/types.gen.ts';
import { partnerId } from './base.ts';

export const apiKeys: ManagerApiKey[] = [
  {
    id: 'key_1',
    name: 'Shop server',
    kind: 'secret',
    scopes: ['conversions:write', 'orders:write'],
    hint: 'trib_sk_4fQz9a',
    status: 'active',
    created_at: '2026-09-02T08:00:00Z',
    last_used_at: '2026-11-21T09:25:00Z',
  },
  {
    id: 'key_2',
    name: 'Pages',
    kind: 'publishable',
    scopes: [],
    hint: 'trib_pk_Zx81Lm',
    text: 'trib_pk_Zx81Lm',
    status: 'active',
    created_at: '2026-09-02T08:05:00Z',
  },
];

const revenue = (amount: number) => ({ amount, currency: 'EUR' });

export const partnerCustomers: PartnerCustomer[] = [
  {
    id: 'cus_1',
    contact: 'h•••@fernhill.io',
    contact_shared: false,
    signed_up: true,
    signed_up_at: '2026-11-02T10:00:00Z',
    purchased: true,
    first_paid_at: '2026-11-04T12:00:00Z',
    first_touch_at: '2026-11-02T09:55:00Z',
    first_known_at: '2026-11-02T10:00:00Z',
    payments: 2,
    revenue: revenue(12_900),
  },
  {
    id: 'cus_2',
    contact: 'o•••@brightside.dev',
    contact_shared: false,
    signed_up: true,
    signed_up_at: '2026-11-18T16:20:00Z',
    purchased: false,
    first_known_at: '2026-11-18T16:20:00Z',
    payments: 0,
    revenue: revenue(0),
  },
];

export const partnerOrders: PartnerOrder[] = [
  {
    id: 'NW-20418',
    status: 'fulfilled',
    partly_refunded: false,
    placed_at: '2026-11-04T12:00:00Z',
    updated_at: '2026-11-05T08:00:00Z',
    amount: revenue(8_900),
    refunded: revenue(0),
    customer_id: 'cus_1',
    contact: 'h•••@fernhill.io',
    states: [
      { status: 'paid', at: '2026-11-04T12:00:00Z' },
      { status: 'fulfilled', at: '2026-11-05T08:00:00Z' },
    ],
  },
];

export const managerCustomers: ManagerCustomer[] = partnerCustomers.map(
  ({ id, contact, signed_up_at, first_paid_at, payments, revenue: sum, first_known_at }) => ({
    id,
    ...(contact ? { contact } : {}),
    ...(signed_up_at ? { signed_up_at } : {}),
    ...(first_paid_at ? { first_paid_at } : {}),
    partner: { id: partnerId, name: 'Maya Kovač' },
    payments,
    revenue: sum,
    known_by: ['ext', 'email'],
    created_at: first_known_at,
  }),
);

export const uploadedLines: ManagerUploadedLine[] = [
  { line: 1, transaction_id: 'T-1', verdict: 'accepted', commissions: [] },
  {
    line: 2,
    transaction_id: 'T-2',
    verdict: 'unreadable',
    commissions: [],
    errors: [{ location: 'amount', message: 'is no amount' }],
  },
];
