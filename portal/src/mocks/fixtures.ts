// The data of the mocked server, typed by the generated client: a changed
// contract breaks the type check here first.
import type {
  Branding,
  ListPartnerActivity,
  Money,
  PartnerCommission,
  PartnerCommissionDetail,
  PartnerDelivery,
  PartnerLink,
  PartnerLinkDetail,
  PartnerNotice,
  PartnerOffer,
  PartnerPayout,
  PartnerPayoutDetail,
  PartnerPayoutMethod,
  PartnerPostback,
  PartnerProgramList,
  PartnerSummary,
  PartnerWallet,
  PublicProgram,
  Session,
} from '../api/types.gen.ts';

/** The moment at which the fixtures are; tests and pictures hold the clock there. */
export const now = new Date('2026-11-21T09:30:00Z');

export const partnerId = 'ptr_01JD0MAYA0000000000000000A';
export const programId = 'prg_01JD0NORTHWIND0000000000A';
export const otherProgramId = 'prg_01JD0HALYARD000000000000A';

export const eur = (amount: number): Money => ({ amount, currency: 'EUR' });
export const days = 86_400_000;
export const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString();
export const dayBefore = (n: number) => ago(n * days).slice(0, 10);
const wave = (i: number, base: number, swing: number) => Math.max(0, Math.round(base + swing * (Math.sin(i * 0.9) + Math.sin(i * 0.37 + 1) + (i % 7 === 4 ? 0.9 : 0))));

const northwind = { color: '#0f766e', initial: 'N' };
const halyard = { color: '#3b82f6', initial: 'H' };

export const session: Session = {
  user: { id: 'usr_01JD0MAYA', name: 'Maya Kovač', email: 'maya@example.test' },
  partners: [
    {
      id: partnerId,
      name: 'Kovač Media',
      role: 'admin',
      programs: [
        { id: programId, slug: 'northwind', name: 'Northwind Coffee', brand: northwind, status: 'approved', currency: 'EUR', zone: 'Europe/Berlin' },
        { id: otherProgramId, slug: 'halyard', name: 'Halyard Sails', brand: halyard, status: 'applied', currency: 'USD', zone: 'America/New_York' },
      ],
    },
  ],
  programs: [],
  expires_at: ago(-days),
};

export const managerSession: Session = {
  user: { id: 'usr_01JD0IRIS', name: 'Iris Holm', email: 'iris@example.test' },
  partners: [],
  programs: [{ id: programId, slug: 'northwind', name: 'Northwind Coffee', brand: northwind, role: 'owner', currency: 'EUR', zone: 'Europe/Berlin' }],
  expires_at: ago(-days),
};

export const branding: Branding = {
  program_id: programId,
  slug: 'northwind',
  name: 'Northwind Coffee',
  color: northwind.color,
  initial: 'N',
  website: 'https://northwind.example',
  applications_open: true,
};

export const offers: PartnerOffer[] = [
  { id: 'off_1', name: 'Annual plan', action: 'sale', recurring: false, reward: { kind: 'percent', basis_points: 3000 }, holdback_days: 30 },
  { id: 'off_2', name: 'Starter, monthly', action: 'sale', recurring: true, reward: { kind: 'percent', basis_points: 1250 }, holdback_days: 14 },
  { id: 'off_3', name: 'Tasting box lead', action: 'lead', recurring: false, reward: { kind: 'flat', amount: eur(400) }, holdback_days: 0 },
];

export const publicProgram: PublicProgram = {
  branding,
  attribution_model: 'last',
  currency: 'EUR',
  offers,
  holdback_days: 30,
  attribution_window_days: 90,
  minimum_payout: eur(2500),
};

const links: [string, string, string, number, number, number, boolean][] = [
  ['Default link', 'maya', 'https://northwind.example/', 9204, 98, 214_860, true],
  ['YouTube, winter roast', 'maya-yt', 'https://northwind.example/winter', 5120, 61, 131_900, true],
  ['Newsletter 46', 'nl46', 'https://northwind.example/boxes/annual', 2870, 19, 60_210, true],
  ['Blog: grinders', 'grinders', 'https://shop.northwind.example/grinders?ref=blog', 1010, 9, 21_670, true],
  ['Spring 2025', 'spring25', 'https://northwind.example/spring', 0, 0, 0, false],
];

export const linkRows: PartnerLink[] = links.map(([name, key, destination, clicks, conversions, commission, active], i) => ({
  id: `lnk_0${i}`,
  name,
  key,
  url: `https://go.northwind.example/r/${key}`,
  destination,
  default: i === 0,
  active,
  clicks,
  conversions,
  revenue: eur(commission * 4),
  commission: eur(commission),
  created_at: ago((i * 23 + 5) * days),
}));

export const linkDetail = (row: PartnerLink): PartnerLinkDetail => ({
  id: row.id,
  name: row.name,
  key: row.key,
  url: row.url,
  destination: row.destination,
  default: row.default,
  active: row.active,
  created_at: row.created_at,
  version: 3,
  utm: row.default ? {} : { source: 'maya', medium: 'affiliate' },
  ...(row.default ? {} : { sub1: 'channel-a' }),
});

export const wallet: PartnerWallet = {
  currency: 'EUR',
  pending: eur(96_420),
  approved: eur(0),
  available: eur(184_300),
  in_transit: eur(42_050),
  paid: eur(1_203_310),
  minimum: eur(2500),
  method_set: true,
  next_payout_on: ago(-5.6 * days).slice(0, 10),
};

export const summary: PartnerSummary = {
  from: dayBefore(29),
  to: dayBefore(0),
  zone: 'Europe/Berlin',
  summary_style: 'affiliate',
  current: { clicks: 18_204, conversions: 187, leads: 41, signups: 60, sales: 187, revenue: eur(1_714_560), earnings: eur(428_640), conversion_rate_basis_points: 103, epc: eur(24) },
  previous: { clicks: 16_110, conversions: 151, leads: 38, signups: 64, sales: 151, revenue: eur(1_444_440), earnings: eur(361_110), conversion_rate_basis_points: 107, epc: eur(23) },
  series: Array.from({ length: 30 }, (_, i) => ({
    day: dayBefore(29 - i),
    clicks: wave(i, 600, 60),
    conversions: wave(i + 2, 6, 2),
    leads: 1,
    sales: wave(i + 2, 6, 2),
    signups: 2,
    earnings: eur(wave(i, 14_000, 2600)),
  })),
  wallet,
  default_link: linkDetail(linkRows[0] as PartnerLink),
  offers,
  features: { links: true, custom_links: true },
  clicks_today: 214,
  holdback_days: 30,
};

export const programs: PartnerProgramList = {
  data: [
    {
      program: { id: programId, slug: 'northwind', name: 'Northwind Coffee', brand: northwind, currency: 'EUR', zone: 'Europe/Berlin', website: 'https://northwind.example' },
      status: 'active',
      applied_at: ago(400 * days),
      clicks: 18_204,
      conversions: 187,
      earnings: eur(428_640),
      previous_earnings: eur(361_110),
      pending: eur(96_420),
      available: eur(184_300),
      series: summary.series.map((one) => one.earnings.amount),
    },
    {
      program: { id: otherProgramId, slug: 'halyard', name: 'Halyard Sails', brand: halyard, currency: 'USD', zone: 'America/New_York', website: 'https://halyard.example' },
      status: 'in_review',
      applied_at: ago(2 * days),
      clicks: 0,
      conversions: 0,
      earnings: { amount: 0, currency: 'USD' },
      previous_earnings: { amount: 0, currency: 'USD' },
      pending: { amount: 0, currency: 'USD' },
      available: { amount: 0, currency: 'USD' },
      series: [],
    },
  ],
  has_more: false,
  next_cursor: '',
  totals: [{ currency: 'EUR', earnings: eur(428_640), pending: eur(96_420), available: eur(184_300), in_transit: eur(42_050), paid: eur(1_203_310) }],
};

const told: [string, number, string | undefined, string | undefined, number | undefined, number][] = [
  ['commission.created', 0.03, 'sale', 'Annual plan', 2940, 1],
  ['conversion.recorded', 0.09, 'lead', undefined, undefined, 1],
  ['commission.approved', 0.4, undefined, undefined, 31_860, 12],
  ['commission.created', 0.7, 'sale', 'Starter, monthly', 4900, 1],
  ['commission.reversed', 1.2, undefined, undefined, -3210, 1],
  ['payout.sent', 3.1, undefined, undefined, 142_050, 1],
];

export const activity: ListPartnerActivity = {
  data: told.map(([type, daysAgo, kind, offer, amount, count], i) => ({
    id: `evt_${i}`,
    type,
    at: ago(daysAgo * days),
    subject: `com_${i}`,
    count,
    ...(kind ? { kind } : {}),
    ...(offer ? { offer } : {}),
    ...(amount === undefined ? {} : { amount: eur(amount) }),
  })),
  has_more: false,
  next_cursor: '',
};

const statuses: PartnerCommission['status'][] = ['pending', 'pending', 'held', 'pending', 'approved', 'available', 'reversed', 'available', 'paid', 'paid', 'declined', 'paid'];
const customers = ['h•••@fernhill.test', 't•••@oakline.test', 'j•••@brightpath.test', 'a•••@kestrel.test', 'm•••@lumen.test', 's•••@harbor.test', 'd•••@plainsail.test'];

export const commissions: PartnerCommission[] = Array.from({ length: 24 }, (_, i) => {
  const status = statuses[i % statuses.length] as PartnerCommission['status'];
  return {
    id: `com_01JD${String(i).padStart(4, '0')}`,
    status,
    kind: i === 10 ? ('clawback' as const) : ('sale' as const),
    occurred_at: ago((i * 1.7 + 0.03) * days),
    amount: eur(i === 10 ? -1470 : 1470 + ((i * 2377) % 9000)),
    reversed_amount: eur(status === 'reversed' ? 1470 + ((i * 2377) % 9000) : 0),
    offer: offers[i % 2]?.name ?? '',
    customer: customers[i % customers.length] ?? '',
    hold_until: ago((i * 1.7 - 30) * days),
    ...(status === 'reversed' || status === 'declined' ? { reason: 'The customer returned the order.' } : {}),
    ...(status === 'paid' ? { payout_id: 'pay_01JD0002' } : {}),
  };
});

/** The detail of any commission of the list. */
export function commissionDetail(row: PartnerCommission): PartnerCommissionDetail {
  const over = row.status === 'reversed' || row.status === 'declined';
  const reached = ['pending', 'approved', 'available', 'paid'].indexOf(row.status === 'held' ? 'pending' : row.status);
  return {
    ...row,
    created_at: row.occurred_at,
    offer_id: 'off_1',
    reward: { kind: 'percent', basis_points: 3000 },
    sale: eur(Math.round(row.amount.amount / 0.3)),
    transaction_id: `ord-${row.id.slice(-4)}`,
    link: { id: 'lnk_01', name: 'YouTube, winter roast' },
    sub1: 'yt-winter',
    timeline: [
      { state: 'recorded', done: true, at: row.occurred_at },
      { state: 'pending', done: true, at: row.occurred_at },
      ...(over
        ? [{ state: row.status as 'reversed', done: true, at: ago(days), reason: row.reason ?? '' }]
        : [
            { state: 'approved' as const, done: reached >= 1, ...(row.hold_until ? { at: row.hold_until } : {}) },
            { state: 'available' as const, done: reached >= 2, ...(row.hold_until ? { at: row.hold_until } : {}) },
            { state: 'paid' as const, done: reached >= 3 },
          ]),
    ],
    explanation: [
      { rule: 'attribution', text: 'The customer came through your link “YouTube, winter roast”.' },
      { rule: 'amount', text: 'It pays 30 % of 207.38 EUR, which is 62.21 EUR, rounded half to even.' },
      { rule: 'holdback', text: 'It is held back until 2026-12-01, in case the customer gets the money back.' },
    ],
  };
}

export const payouts: PartnerPayout[] = [
  { id: 'pay_01JD0003', status: 'exported', amount: eur(42_050), rail: 'manual', created_at: ago(1 * days), commissions: 9 },
  { id: 'pay_01JD0002', status: 'paid', amount: eur(142_050), rail: 'manual', created_at: ago(32 * days), paid_at: ago(31 * days), commissions: 38, reference: 'NW-2026-10' },
  { id: 'pay_01JD0001', status: 'paid', amount: eur(98_720), rail: 'manual', created_at: ago(62 * days), paid_at: ago(61 * days), commissions: 27, reference: 'NW-2026-09' },
];

export const payoutDetail = (row: PartnerPayout): PartnerPayoutDetail => ({
  ...row,
  lines: commissions.slice(4, 4 + 6).map((one) => ({ commission_id: one.id, offer: one.offer, kind: one.kind, occurred_at: one.occurred_at, amount: one.amount })),
  timeline: [
    { state: 'reserved', done: true, at: row.created_at },
    { state: 'queued', done: true, at: row.created_at },
    { state: 'exported', done: true, at: row.created_at },
    { state: 'paid', done: row.status === 'paid', ...(row.paid_at ? { at: row.paid_at } : {}) },
  ],
});

export const method: PartnerPayoutMethod = { rail: 'manual', set: true, usable: true, payee_name: 'Maya Kovač', masked: '•••• 4471', updated_at: ago(200 * days) };

export const notices: PartnerNotice[] = [
  { id: 'ntc_4', type: 'conversion', title: 'New sale: Annual plan', count: 1, at: ago(0.03 * days), read: false, program_id: programId, subject: 'com_01JD0000', amount: eur(2940) },
  { id: 'ntc_3', type: 'commission_approved', title: '12 commissions approved', count: 12, at: ago(0.4 * days), read: false, program_id: programId, subject: 'com_01JD0005', amount: eur(31_860) },
  { id: 'ntc_2', type: 'payout_sent', title: 'Payout sent', count: 1, at: ago(31 * days), read: true, program_id: programId, subject: 'pay_01JD0002', amount: eur(142_050) },
  { id: 'ntc_1', type: 'application_approved', title: 'Northwind Coffee approved your application', count: 1, at: ago(400 * days), read: true, program_id: programId, subject: partnerId },
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
  { id: 'dlv_3', topic: 'commission.created', status: 'ok', created_at: ago(0.03 * days), attempts: [{ at: ago(0.03 * days), status: 200, duration_ms: 84 }] },
  { id: 'dlv_2', topic: 'commission.reversed', status: 'retry', created_at: ago(1.2 * days), next_at: ago(-0.1 * days), attempts: [{ at: ago(1.2 * days), status: 503, duration_ms: 2210 }, { at: ago(1.1 * days), error: 'timeout', duration_ms: 10_000 }] },
  { id: 'dlv_1', topic: 'commission.created', status: 'dead', created_at: ago(9 * days), reason: 'gave up after 6 attempts', attempts: [{ at: ago(9 * days), status: 404, duration_ms: 61 }] },
];
