import type {
  ManagerLadder,
  ManagerMove,
  ManagerSpiff,
  ManagerSpiffPartner,
  PartnerInvitation,
  PartnerReferral,
  PartnerRewardsPage,
  PartnerSpiff,
  PartnerTierChange,
} from '../../api/types.gen.ts';
import { ago, days } from './base.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const kept = { archived: false, version: 1, created_at: ago(90 * days) };

export const ladder: ManagerLadder = {
  groups: [
    { ...kept, id: 'grp_01JDALL', name: 'Everybody', text: '', ordinal: 1 },
    { ...kept, id: 'grp_01JDFILM', name: 'Film makers', text: 'Channels with more than 10,000', ordinal: 2 },
  ],
  tiers: [
    {
      ...kept,
      id: 'tie_01JDSTANDARD',
      name: 'Standard',
      ordinal: 1,
      commission: '20 % of each sale',
      benefits: ['A code of your own'],
      rewards: '',
    },
    {
      ...kept,
      id: 'tie_01JDPREMIUM',
      name: 'Premium',
      ordinal: 2,
      commission: '25 % of each sale',
      benefits: ['A code of your own', 'New roasts a week early'],
      rewards: 'A box of coffee each month.',
      reach: { metric: 'revenue', threshold: 500000, period: 'quarter' },
      keep: { metric: 'sales', threshold: 20, period: 'quarter' },
    },
  ],
};

export const moves: ManagerMove[] = [
  {
    at: ago(40 * days),
    from_group: '',
    to_group: '',
    from_tier: 'Standard',
    to_tier: 'Premium',
    cause: 'reached',
    by: 'system',
    rule: { metric: 'revenue', threshold: 500000, period: 'quarter' },
    from: '2026-07-01',
    to: '2026-09-30',
    figure: 512300,
  },
];

const push = {
  id: 'spf_01JDPUSH',
  name: 'Ten before winter',
  text: 'Ten sales in November bring a bonus.',
  from: '2026-11-01',
  to: '2026-11-30',
  goal: { metric: 'sales' as const, threshold: 10 },
  first_sale: false,
  amount: eur(5000),
  every: 0,
};

export const managerSpiffs: ManagerSpiff[] = [
  {
    ...push,
    budget: eur(50000),
    groups: [],
    tiers: [],
    status: 'active',
    awarded: eur(10000),
    partners: 2,
    awards: 2,
    version: 3,
    created_at: ago(30 * days),
  },
];

export const spiffPartners: ManagerSpiffPartner[] = [
  {
    partner: 'ptr_01JDMAYA',
    name: 'Maya Kovac',
    figure: 11,
    awarded: eur(5000),
    awards: 1,
    now: 11,
    undercut: false,
    last_at: ago(2 * days),
  },
];

export const rewards: PartnerRewardsPage = {
  currency: 'EUR',
  tier: {
    name: 'Standard',
    commission: '20 % of each sale',
    benefits: ['A code of your own'],
    rewards: '',
    since: '2026-08-01',
  },
  upcoming: [
    {
      name: 'Premium',
      commission: '25 % of each sale',
      benefits: ['New roasts a week early'],
      rewards: 'A box of coffee each month.',
      progress: {
        metric: 'revenue',
        threshold: 500000,
        period: 'quarter',
        from: '2026-10-01',
        to: '2026-12-31',
        figure: 312000,
      },
    },
    { name: 'House', commission: '30 % of each sale', benefits: [], rewards: '' },
  ],
};

export const tierChanges: PartnerTierChange[] = [
  {
    at: ago(112 * days),
    from_tier: 'Premium',
    to_tier: 'Standard',
    cause: 'missed',
    goal: { metric: 'sales', threshold: 20 },
    from: '2026-04-01',
    to: '2026-06-30',
    figure: 12,
  },
];

export const spiffs: PartnerSpiff[] = [{ ...push, status: 'active', figure: 7, awarded: eur(0) }];

export const invitation: PartnerInvitation = {
  link: 'https://partners.northwind.test/apply/northwind?by=p1k2x3y4z5a6b7',
  offer: {
    id: 'off_01JDBRING',
    name: 'Bring a partner',
    action: 'referral',
    recurring: false,
    reward: { kind: 'flat', amount: eur(5000) },
    holdback_days: 30,
  },
};

export const referrals: PartnerReferral[] = [
  { name: 'Slow Mornings', state: 'waiting', applied_at: ago(0.6 * days) },
  { name: 'Tampa Coffee Club', state: 'let_in', applied_at: ago(40 * days) },
];
