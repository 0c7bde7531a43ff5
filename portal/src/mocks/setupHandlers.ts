import { HttpResponse, http } from 'msw/http';
import type { ManagerCost, ManagerRecounts, ManagerReplayDifference, Money } from '../api';
import { eur } from './data/base.ts';
import { ref } from './data/people.ts';

const dollar = 1_000_000_000;

/** What a month costs. */
export const cost: ManagerCost = {
  month: '2026-11',
  through: '2026-11-22',
  acts: [
    {
      act: 'click',
      count: 52_410,
      total_nano_usd: 146_748_000,
      units: [{ unit: 'http_request', total_nano_usd: 52_410_000 }],
    },
    { act: 'conversion', count: 318, total_nano_usd: 15_264_000, units: [] },
    { act: 'storage', count: 24_880, total_nano_usd: 6_220_000, units: [] },
  ],
  total_nano_usd: 168_232_000,
  expected_nano_usd: 227_000_000,
  per_million_clicks_nano_usd: 2.8 * dollar,
  per_payout_nano_usd: 462_000,
  budget_cents: 20,
  state: 'expected_over',
  prices: [{ unit: 'http_request', per_million_nano_usd: dollar }],
  region: 'us-east-1',
  prices_as_of: '2026-11-01',
  price_source: 'https://aws.amazon.com/pricing/',
};

/** The same clicks by other rules. */
export const recounts: ManagerRecounts = {
  from: '2026-11-20',
  to: '2026-11-22',
  zone: 'Europe/Berlin',
  until: '2026-11-21',
  rules: [
    { key: 'everflow', per: 'offer', minutes: 1440, sliding: false, daily: false, total: 310, own: 330 },
    { key: 'tune', per: 'partner', minutes: 1440, sliding: false, daily: true, total: 340, own: 330 },
    { key: 'dub', per: 'link', minutes: 60, sliding: false, daily: false, total: 365, own: 330 },
    { key: 'trackdesk', per: 'offer', minutes: 60, sliding: false, daily: false, total: 345, own: 330 },
    { key: 'ga4', per: 'program', minutes: 30, sliding: true, daily: false, total: 330, own: 330 },
  ],
  days: [
    {
      day: '2026-11-20',
      clicks: 220,
      unique_clicks: 180,
      invalid_clicks: 12,
      rules: { everflow: 170, tune: 185, dub: 200, trackdesk: 190, ga4: 180 },
    },
    {
      day: '2026-11-21',
      clicks: 190,
      unique_clicks: 150,
      invalid_clicks: 9,
      rules: { everflow: 140, tune: 155, dub: 165, trackdesk: 155, ga4: 150 },
    },
    { day: '2026-11-22', clicks: 80, unique_clicks: 60, invalid_clicks: 2 },
  ],
};

const change = (then: Money, now: Money) => ({ then, now });

/** What other rules would have made of a period. */
const replayed: ManagerReplayDifference = {
  ...change(eur(914_200), eur(881_950)),
  conversions: 402,
  changed: 17,
  uncovered: 3,
  cut: false,
  partners: [
    {
      ...change(eur(142_050), eur(109_800)),
      partner: ref(0),
      conversions_then: 61,
      conversions_now: 44,
    },
  ],
};

/** What a new program and its overview ask for. */
export const setupHandlers = (base: string) => [
  http.post('*/api/auth/program', () => HttpResponse.json({ program_id: 'prg_1' }, { status: 201 })),
  http.get(`${base}/cost`, () => HttpResponse.json(cost)),
  http.put(`${base}/cost/budget`, async ({ request }) => HttpResponse.json(await request.json())),
  http.get(`${base}/counting`, () => HttpResponse.json(recounts)),
  http.post(`${base}/replay`, () => HttpResponse.json(replayed)),
  http.post(`${base}/replay/publish`, () => HttpResponse.json({ attribution: true, offers: [] })),
];
