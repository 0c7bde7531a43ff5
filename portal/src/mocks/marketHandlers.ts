// The mocked server's marketplace, and the network behind it.
import { HttpResponse, http } from 'msw/http';
import type {
  ManagerProgramListing,
  NetworkListing,
  NetworkPartner,
  PartnerListing,
  PartnerListingRow,
  PartnerNetworkStanding,
} from '../api/types.gen.ts';
import { page } from './data/base.ts';

export const standing: PartnerNetworkStanding = {
  status: 'approved',
  about: 'We review coffee gear for 40,000 readers.',
  website: 'https://bean.test',
  kinds: ['publisher'],
  tags: ['coffee'],
};

const row: PartnerListingRow = {
  id: 'prg_01JDBOOT00000000000000BOOT',
  name: 'Trailhead Boots',
  summary: 'Boots that last a thousand miles',
  category: 'fashion',
  kinds: ['publisher', 'creator'],
  tags: ['outdoor'],
  brand: { color: '#7c3aed', initial: 'T' },
};

export const listings: PartnerListingRow[] = [
  row,
  {
    ...row,
    id: 'prg_01JDTRIP00000000000000TRIP',
    name: 'Slow Rails',
    summary: 'Night trains across Europe',
    category: 'travel',
    kinds: [],
    tags: [],
    place: 'in_review',
  },
];

export const listing: PartnerListing = {
  ...row,
  text: 'Handmade in Porto since 1951.\nWe answer within a day.',
  website: 'https://trailhead.test',
  currency: 'EUR',
  offers: [
    {
      id: 'off_01JDBOOT00000000000000BOOT',
      name: 'Every pair',
      action: 'sale',
      recurring: false,
      reward: { kind: 'percent', basis_points: 1200 },
      holdback_days: 30,
    },
  ],
  questions: [
    { id: 'promotes', kind: 'long_text', label: 'How will you promote us?', required: true, choices: [] },
  ],
};

const own: ManagerProgramListing = {
  summary: 'Coffee that partners drink themselves',
  text: '',
  category: 'commerce',
  kinds: ['publisher'],
  tags: ['coffee'],
  published: true,
  hidden: false,
  version: 3,
};

const asks: NetworkPartner = {
  id: 'ptr_01JDNEW000000000000000NEW0',
  name: 'Peak & Pine',
  status: 'submitted',
  about: 'Two hikers with 12,000 readers.',
  website: 'https://peak.test',
  kinds: ['creator'],
  tags: [],
  asked_at: '2026-11-20T10:00:00Z',
};

const shown: NetworkListing = {
  id: row.id,
  name: row.name,
  summary: row.summary,
  text: '',
  category: 'fashion',
  kinds: [],
  tags: [],
  published: true,
  hidden: false,
};

export const marketHandlers = [
  http.get('*/api/p/:partner/network', () => HttpResponse.json(standing)),
  http.get('*/api/p/:partner/listings', () => HttpResponse.json(page(listings))),
  http.get('*/api/p/:partner/listings/:listing', () => HttpResponse.json(listing)),
  http.get('*/api/m/:program/listing', () => HttpResponse.json(own)),
  http.get('*/api/network/partners', () => HttpResponse.json(page([asks]))),
  http.get('*/api/network/listings', () => HttpResponse.json(page([shown]))),
];
