import type { ManagerApplication, ManagerPartner, ManagerPartnerDetail } from '../../api/types.gen.ts';
import { ago, days, eur, partnerId } from './base.ts';
import { wallet } from './program.ts';

const people = ['Kovač Media', 'Bean & Book', 'Little Roaster Blog', 'Tampa Coffee Club', 'Studio Ostsee'];
export const ref = (i: number) => ({
  id: i % people.length === 0 ? partnerId : `ptr_0${i % people.length}`,
  name: people[i % people.length] ?? '',
});

export const applications: ManagerApplication[] = [
  {
    partner_id: 'ptr_91',
    name: 'Slow Mornings',
    email: 'hello@slowmornings.test',
    applied_at: ago(0.6 * days),
    website: 'https://slowmornings.example',
    referrer: ref(1),
    country: 'DE',
    unmet: [],
    again: false,
    answers: [
      {
        question: 'How will you promote us?',
        text: 'A weekly newsletter about breakfast, 14,000 readers. I would write about the winter roast in December.',
      },
    ],
  },
  {
    partner_id: 'ptr_92',
    name: 'Jonas Ek',
    email: 'jonas@ek.test',
    applied_at: ago(2.2 * days),
    website: 'https://ek.example',
    unmet: ['country'],
    again: true,
    answers: [],
  },
];

const standing: ManagerPartner['status'][] = ['active', 'active', 'active', 'suspended', 'in_review'];

export const partners: ManagerPartner[] = people.map((_, i) => ({
  ...ref(i),
  status: standing[i] ?? 'active',
  tags: i === 0 ? ['press'] : [],
  engagement: i === 0 ? 'daily' : 'never',
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
  tags: row.tags,
  engagement: row.engagement,
  unmet: [],
  tier: 'tie_01JDPREMIUM',
  tier_locked: false,
  website: 'https://kovac.example',
  answers: [{ question: 'How will you promote us?', text: 'A channel about slow coffee.' }],
  current: {
    clicks: row.clicks,
    conversions: row.conversions,
    sales: row.conversions,
    leads: 0,
    signups: 0,
    revenue: row.revenue,
    commissions: row.commissions,
  },
  wallet: {
    currency: 'EUR',
    pending: wallet.pending,
    approved: wallet.approved,
    available: wallet.available,
    in_transit: wallet.in_transit,
    paid: wallet.paid,
    owed: eur(0),
  },
  links: [
    {
      id: 'lnk_00',
      name: 'Default link',
      url: 'https://go.northwind.example/r/maya',
      destination: 'https://northwind.example/',
      default: true,
      holdout: false,
      active: true,
      created_at: row.applied_at,
    },
  ],
  payout_method: { rail: 'manual', masked: '•••• 4471', usable: true, updated_at: row.applied_at },
});
