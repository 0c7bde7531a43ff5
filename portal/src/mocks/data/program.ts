import type {
  ListPartnerActivity,
  PartnerLink,
  PartnerOffer,
  PartnerProgramList,
  PartnerSummary,
  PartnerWallet,
  PublicProgram,
} from '../../api/types.gen.ts';
import { branding } from './accounts.ts';
import {
  ago,
  dayBefore,
  days,
  eur,
  features,
  halyard,
  northwind,
  otherProgramId,
  programId,
  wave,
} from './base.ts';
import { linkDetail, linkRows } from './links.ts';

export const offers = [
  {
    id: 'off_1',
    name: 'Annual plan',
    action: 'sale',
    recurring: false,
    reward: { kind: 'percent', basis_points: 3000 },
    holdback_days: 30,
  },
  {
    id: 'off_2',
    name: 'Starter, monthly',
    action: 'sale',
    recurring: true,
    reward: { kind: 'percent', basis_points: 1250 },
    holdback_days: 14,
  },
  {
    id: 'off_3',
    name: 'Tasting box lead',
    action: 'lead',
    recurring: false,
    reward: { kind: 'flat', amount: eur(400) },
    holdback_days: 0,
  },
] satisfies PartnerOffer[];

export const publicProgram: PublicProgram = {
  branding,
  attribution_model: 'last',
  currency: 'EUR',
  offers,
  holdback_days: 30,
  attribution_window_days: 90,
  minimum_payout: eur(2500),
};

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
  current: {
    clicks: 18_204,
    conversions: 187,
    leads: 41,
    signups: 60,
    sales: 187,
    revenue: eur(1_714_560),
    earnings: eur(428_640),
    pending: eur(96_420),
    approved: eur(0),
    paid: eur(147_920),
    conversion_rate_basis_points: 103,
    epc: eur(24),
  },
  previous: {
    clicks: 16_110,
    conversions: 151,
    leads: 38,
    signups: 64,
    sales: 151,
    revenue: eur(1_444_440),
    earnings: eur(361_110),
    pending: eur(12_000),
    approved: eur(0),
    paid: eur(349_110),
    conversion_rate_basis_points: 107,
    epc: eur(23),
  },
  series: Array.from({ length: 30 }, (_, i) => ({
    day: dayBefore(29 - i),
    clicks: wave(i, 600, 60),
    conversions: wave(i + 2, 6, 2),
    leads: 1,
    sales: wave(i + 2, 6, 2),
    signups: 2,
    revenue: eur(wave(i, 56_000, 10_400)),
    earnings: eur(wave(i, 14_000, 2600)),
  })),
  wallet,
  default_link: linkDetail(linkRows[0] as PartnerLink),
  offers,
  features,
  clicks_today: 214,
  holdback_days: 30,
};

export const programs: PartnerProgramList = {
  data: [
    {
      program: {
        id: programId,
        slug: 'northwind',
        name: 'Northwind Coffee',
        brand: northwind,
        currency: 'EUR',
        zone: 'Europe/Berlin',
        website: 'https://northwind.example',
      },
      status: 'active',
      applied_at: ago(400 * days),
      clicks: 18_204,
      conversions: 187,
      earnings: eur(428_640),
      previous_earnings: eur(361_110),
      pending: eur(96_420),
      available: eur(184_300),
      series: summary.series.map((one) => one.earnings.amount),
      features,
      default_link: 'https://go.northwind.example/r/maya',
    },
    {
      program: {
        id: otherProgramId,
        slug: 'halyard',
        name: 'Halyard Sails',
        brand: halyard,
        currency: 'USD',
        zone: 'America/New_York',
        website: 'https://halyard.example',
      },
      status: 'in_review',
      applied_at: ago(2 * days),
      clicks: 0,
      conversions: 0,
      earnings: { amount: 0, currency: 'USD' },
      previous_earnings: { amount: 0, currency: 'USD' },
      pending: { amount: 0, currency: 'USD' },
      available: { amount: 0, currency: 'USD' },
      series: [],
      features,
    },
  ],
  has_more: false,
  next_cursor: '',
  totals: [
    {
      currency: 'EUR',
      earnings: eur(428_640),
      pending: eur(96_420),
      available: eur(184_300),
      in_transit: eur(42_050),
      paid: eur(1_203_310),
    },
  ],
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
