import type {
  ListManagerActivity,
  ManagerSettings,
  ManagerSetup,
  ManagerSummary,
} from '../../api/types.gen.ts';
import { dayBefore, eur, programId } from './base.ts';
import { ref } from './people.ts';
import { activity, summary } from './program.ts';

export const setup: ManagerSetup = {
  status: 'live',
  complete: false,
  apply_url: 'https://partners.northwind.example/apply/northwind',
  postback_url: 'https://partners.northwind.example/postback',
  steps: [
    { key: 'basics', done: true, optional: false },
    { key: 'brand', done: false, optional: true },
    { key: 'offer', done: true, optional: false },
    { key: 'integration', done: false, optional: false },
    { key: 'live', done: false, optional: false },
    { key: 'partner', done: false, optional: false },
    { key: 'test', done: false, optional: false },
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
  series: summary.series.map((one) => ({
    day: one.day,
    clicks: one.clicks * 2,
    conversions: one.conversions * 2,
    revenue: eur(one.earnings.amount * 8),
    commissions: eur(one.earnings.amount * 2),
  })),
  states: {
    pending: eur(311_270),
    approved: eur(0),
    available: eur(402_115),
    paid: eur(142_050),
    declined: eur(21_300),
    reversed: eur(37_465),
  },
  applications: 2,
};

export const managerActivity: ListManagerActivity = {
  ...activity,
  data: activity.data.map((row, i) => ({ ...row, partner: ref(i) })),
};

export const settings: ManagerSettings = {
  id: programId,
  slug: 'northwind',
  name: 'Northwind Coffee',
  website: 'https://northwind.example',
  status: 'live',
  brand: { color: '#0f766e', initial: 'N', portal_target: 'partners.example' },
  currency: 'EUR',
  zone: 'Europe/Berlin',
  holdback_days: 30,
  manual_review: false,
  auto_approve: false,
  contacts: 'masked',
  allowed_hosts: ['northwind.example', '*.northwind.example'],
  attribution: { model: 'last', window_days: 90, coupon_wins: true },
  minimum_payout: eur(2500),
  cutoff_days: 0,
  summary_style: 'affiliate',
  portal: {
    navigation: [{ name: 'Partner community', url: 'https://community.northwind.example/', groups: [] }],
    questions: [{ question: 'May I bid on your name?', answer: 'No. Anything else is fine.' }],
    support: 'partners@northwind.example',
  },
  funding: 'network',
  adjustment_limit: eur(5000),
  click_param: 'click_id',
  apply_url: setup.apply_url,
  postback_url: setup.postback_url,
  postback_secret_set: true,
  claim_days: 14,
  postback_secret_hint: 'pbs_k4x',
  links: {
    features: {
      links: true,
      custom_links: true,
      deep_links: true,
      coupons: true,
      leads: false,
      deals: false,
      claims: true,
    },
    utm_templates: [{ name: 'House', source: '{partner}', campaign: '{link}' }],
    app_listings: ['https://apps.shopify.com/northwind'],
    privacy: 'standard',
    tracking_host: 'go.northwind.example',
    tracking_target: 'partners.northwind.example',
    return_url: 'https://go.northwind.example/r/return/prg_01JD0NORTHWIND',
  },
  version: 7,
};
