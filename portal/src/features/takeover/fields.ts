import type { Kind, Source } from './useImport';

export const sources: readonly Source[] = [
  'rewardful',
  'partnerstack',
  'firstpromoter',
  'tapfiliate',
  'tolt',
  'csv',
];

export const kinds: readonly Kind[] = [
  'partners',
  'links',
  'codes',
  'customers',
  'balances',
  'commissions',
  'payouts',
];

const whose = ['partner', 'partner_email'] as const;

/** What the rows of each kind can say. */
export const fieldsOf = {
  partners: [
    'id',
    'email',
    'name',
    'company',
    'website',
    'country',
    'group',
    'status',
    'created_at',
    'tokens',
    'codes',
  ],
  links: [...whose, 'token'],
  codes: [...whose, 'code'],
  customers: ['id', 'stripe_customer', 'email', ...whose, 'created_at', 'first_paid_at'],
  balances: [...whose, 'pending', 'due', 'paid', 'created_at'],
  commissions: [
    'id',
    ...whose,
    'customer',
    'order',
    'amount',
    'sale',
    'currency',
    'status',
    'created_at',
    'due_at',
    'paid_at',
    'payout',
  ],
  payouts: ['id', ...whose, 'amount', 'currency', 'status', 'paid_at'],
} as const satisfies Record<Kind, readonly string[]>;
