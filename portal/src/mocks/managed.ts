// The manager's side of the mocked server's data.
import type {
  ListManagerActivity,
  ManagerApplication,
  ManagerBatch,
  ManagerCommission,
  ManagerCommissionDetail,
  ManagerConversion,
  ManagerConversionDetail,
  ManagerOffer,
  ManagerPartner,
  ManagerPartnerDetail,
  ManagerPayout,
  ManagerSettings,
  ManagerSetup,
  ManagerSummary,
  ManagerTraceStep,
} from '../api/types.gen.ts';
import { activity, ago, commissionDetail, commissions, dayBefore, days, eur, partnerId, programId, summary, wallet } from './fixtures.ts';

const people = ['Kovač Media', 'Bean & Book', 'Little Roaster Blog', 'Tampa Coffee Club', 'Studio Ostsee'];
const ref = (i: number) => ({ id: i % people.length === 0 ? partnerId : `ptr_0${i % people.length}`, name: people[i % people.length] ?? '' });

export const setup: ManagerSetup = {
  status: 'live',
  complete: false,
  apply_url: 'https://partners.northwind.example/apply/northwind',
  postback_url: 'https://partners.northwind.example/postback',
  steps: [
    { key: 'brand', done: true },
    { key: 'offer', done: true },
    { key: 'integration', done: true },
    { key: 'live', done: true },
    { key: 'partner', done: false },
    { key: 'test', done: false },
  ],
};

const totals = (part: number): ManagerSummary['current'] => ({
  duplicate_clicks: Math.round(7420 * part),
  aov: eur(Math.round(9478 * part)),
  epc: eur(22),
  clicks: Math.round(52_410 * part),
  unique_clicks: Math.round(41_870 * part),
  invalid_clicks: Math.round(3120 * part),
  conversions: Math.round(402 * part),
  leads: 41,
  sales: Math.round(402 * part),
  signups: 60,
  revenue: eur(Math.round(3_810_400 * part)),
  commissions: eur(Math.round(914_200 * part)),
  conversion_rate_basis_points: 96,
});

export const managerSummary: ManagerSummary = {
  from: dayBefore(29),
  to: dayBefore(0),
  zone: 'Europe/Berlin',
  current: totals(1),
  previous: totals(0.86),
  series: summary.series.map((one) => ({ day: one.day, clicks: one.clicks * 2, conversions: one.conversions * 2, revenue: eur(one.earnings.amount * 8), commissions: eur(one.earnings.amount * 2) })),
  states: { pending: eur(311_270), approved: eur(0), available: eur(402_115), paid: eur(142_050), declined: eur(21_300), reversed: eur(37_465) },
  applications: 2,
};

export const managerActivity: ListManagerActivity = { ...activity, data: activity.data.map((row, i) => ({ ...row, partner: ref(i) })) };

export const applications: ManagerApplication[] = [
  { partner_id: 'ptr_91', name: 'Slow Mornings', email: 'hello@slowmornings.test', applied_at: ago(0.6 * days), website: 'https://slowmornings.example', country: 'DE', answers: [{ question: 'How will you promote us?', text: 'A weekly newsletter about breakfast, 14,000 readers. I would write about the winter roast in December.' }] },
  { partner_id: 'ptr_92', name: 'Jonas Ek', email: 'jonas@ek.test', applied_at: ago(2.2 * days), website: 'https://ek.example', answers: [] },
];

const standing: ManagerPartner['status'][] = ['active', 'active', 'active', 'suspended', 'in_review'];

export const partners: ManagerPartner[] = people.map((_, i) => ({
  ...ref(i),
  status: standing[i] ?? 'active',
  applied_at: ago((400 - i * 70) * days),
  clicks: 18_204 - i * 4100,
  conversions: 187 - i * 43,
  revenue: eur(1_714_560 - i * 400_000),
  commissions: eur(428_640 - i * 99_000),
}));

export const partnerDetail = (row: ManagerPartner): ManagerPartnerDetail => ({
  id: row.id,
  name: row.name,
  email: 'maya@example.test',
  status: row.status,
  applied_at: row.applied_at,
  website: 'https://kovac.example',
  answers: [{ question: 'How will you promote us?', text: 'A channel about slow coffee.' }],
  current: { clicks: row.clicks, conversions: row.conversions, sales: row.conversions, leads: 0, signups: 0, revenue: row.revenue, commissions: row.commissions },
  wallet: { currency: 'EUR', pending: wallet.pending, approved: wallet.approved, available: wallet.available, in_transit: wallet.in_transit, paid: wallet.paid, owed: eur(0) },
  links: [{ id: 'lnk_00', name: 'Default link', url: 'https://go.northwind.example/r/maya', destination: 'https://northwind.example/', default: true, active: true, created_at: row.applied_at }],
  payout_method: { rail: 'manual', masked: '•••• 4471', usable: true, updated_at: row.applied_at },
});

const version = (n: number, points: number, daysAgo: number) => ({
  version: n,
  name: 'Annual plan',
  action: 'sale' as const,
  recurring: false,
  reward: { kind: 'percent' as const, basis_points: points },
  effective_at: ago(daysAgo * days),
  created_at: ago(daysAgo * days),
  created_by: 'Iris Holm',
  holdback_days: 30,
});

export const managerOffers: ManagerOffer[] = [
  { id: 'off_1', name: 'Annual plan', status: 'published', created_at: ago(300 * days), current: version(2, 3000, 120), versions: [version(2, 3000, 120), version(1, 2500, 300)] },
  {
    id: 'off_3',
    name: 'Tasting box lead',
    status: 'published',
    created_at: ago(90 * days),
    current: { ...version(1, 0, 90), name: 'Tasting box lead', action: 'lead', reward: { kind: 'flat', amount: eur(400) } },
    versions: [{ ...version(1, 0, 90), name: 'Tasting box lead', action: 'lead', reward: { kind: 'flat', amount: eur(400) } }],
  },
  { id: 'off_9', name: 'Launch week', status: 'retired', created_at: ago(300 * days), current: version(1, 5000, 300), versions: [version(1, 5000, 300)] },
];

const steps: ManagerTraceStep[] = [
  { step: 'click', finding: 'valid, inside the window', values: { click_id: 'clk_5f3k', at: '2026-11-17T01:40:11Z', partner: 'ptr_01JD0MAYA' } },
  { step: 'attribution', finding: 'last click', values: { model: 'last' } },
  { step: 'offer', finding: 'in force at the event', values: { name: 'Annual plan', version: '2', rate: '30 %' } },
  { step: 'holdback', finding: 'due', values: { days: '30', due_at: '2026-12-17T23:00:00Z' } },
  { step: 'verdict', finding: 'accepted' },
];

export const managerCommissions: ManagerCommission[] = commissions.map((row, i) => ({ ...row, partner: ref(i) }));

export function managerCommissionDetail(row: ManagerCommission): ManagerCommissionDetail {
  const own = commissionDetail(row);
  return {
    ...row,
    created_at: own.created_at,
    offer_id: own.offer_id,
    offer_version: 2,
    order_id: own.transaction_id,
    transaction_id: own.transaction_id,
    conversion_id: 'cnv_01JD0000',
    clawed_amount: eur(0),
    reward: own.reward,
    timeline: own.timeline,
    ...(own.sale ? { sale: own.sale } : {}),
    steps,
  };
}

const verdicts: ManagerConversion['verdict'][] = ['accepted', 'accepted', 'unattributed', 'accepted', 'rejected', 'accepted', 'parked'];
const sources: ManagerConversion['source'][] = ['postback', 'stripe', 'api'];

export const conversions: ManagerConversion[] = Array.from({ length: 18 }, (_, i) => {
  const verdict = verdicts[i % verdicts.length] ?? 'accepted';
  const reasons: Record<string, string> = { unattributed: 'no click or coupon', rejected: 'outside the attribution window', parked: 'its sale is not known yet' };
  return {
    id: `cnv_01JD${String(i).padStart(4, '0')}`,
    kind: verdict === 'parked' ? ('refund' as const) : i % 5 === 3 ? ('lead' as const) : ('sale' as const),
    verdict,
    transaction_id: `ord-${4711 - i}`,
    order_id: `ord-${4711 - i}`,
    source: sources[i % sources.length] ?? 'api',
    occurred_at: ago((i * 0.31 + 0.03) * days),
    ...(i % 5 === 3 ? {} : { amount: eur(4900 + ((i * 3571) % 30_000)) }),
    ...(verdict === 'accepted' ? { partner: ref(i) } : { reason: reasons[verdict] ?? '' }),
    customer: commissions[i % 7]?.customer ?? '',
  };
});

export const conversionDetail = (row: ManagerConversion): ManagerConversionDetail => ({
  ...row,
  received_at: row.occurred_at,
  decided_at: row.occurred_at,
  commissions: row.verdict === 'accepted' ? [{ id: 'com_01JD0000', amount: eur(6221), status: 'pending' }] : [],
  steps: row.verdict === 'accepted' ? steps : [{ step: 'click', finding: 'none was given' }, { step: 'verdict', finding: row.verdict, values: { reason: row.reason ?? '' } }],
});

const batch = (id: string, status: ManagerBatch['status'], daysAgo: number, paid: number): ManagerBatch => ({
  id,
  status,
  created_at: ago(daysAgo * days),
  created_by: 'Iris Holm',
  cutoff_at: ago((daysAgo + 1) * days),
  total: eur(402_115),
  payouts: 3,
  commissions: 86,
  paid,
  failed: 0,
  rail: 'manual',
  planned: true,
  self_approved: status !== 'draft',
  ...(status === 'draft' ? {} : { approved_by: 'Iris Holm', approved_at: ago((daysAgo - 0.2) * days) }),
});

export const batches: ManagerBatch[] = [batch('bat_3', 'draft', 0.1, 0), batch('bat_2', 'running', 30, 1), batch('bat_1', 'closed', 61, 3)];

export const batchPayouts = (one: ManagerBatch): ManagerPayout[] =>
  [0, 1, 2].map((i) => {
    const paid = i < one.paid;
    const open = one.status === 'draft' ? ('reserved' as const) : ('exported' as const);
    return {
      id: `pay_${one.id}_${i}`,
      batch_id: one.id,
      partner: ref(i),
      amount: eur(184_300 - i * 46_000),
      commissions: 41 - i * 9,
      payee_name: ref(i).name,
      masked: '•••• 4471',
      status: paid ? ('paid' as const) : open,
      ...(paid ? { reference: `NW-2026-${10 + i}`, paid_at: ago(days) } : {}),
    };
  });

export const settings: ManagerSettings = {
  id: programId,
  slug: 'northwind',
  name: 'Northwind Coffee',
  website: 'https://northwind.example',
  status: 'live',
  brand: { color: '#0f766e', initial: 'N' },
  currency: 'EUR',
  zone: 'Europe/Berlin',
  holdback_days: 30,
  manual_review: false,
  auto_approve: false,
  allowed_hosts: ['northwind.example', '*.northwind.example'],
  attribution: { model: 'last', window_days: 90, coupon_wins: true },
  minimum_payout: eur(2500),
  cutoff_days: 0,
  summary_style: 'affiliate',
  click_param: 'click_id',
  apply_url: setup.apply_url,
  postback_url: setup.postback_url,
  postback_secret_set: true,
  postback_secret_hint: 'pbs_k4x',
  stripe_webhook_url: 'https://partners.northwind.example/webhooks/stripe/prg_01JD0NORTHWIND',
  stripe_secret_set: false,
  version: 7,
};
