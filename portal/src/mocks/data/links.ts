import type { PartnerCoupon, PartnerLink, PartnerLinkDetail } from '../../api/types.gen.ts';
import { ago, days, eur } from './base.ts';

const links: [string, string, string, number, number, number, boolean][] = [
  ['Default link', 'maya', 'https://northwind.example/', 9204, 98, 214_860, true],
  ['YouTube, winter roast', 'maya-yt', 'https://northwind.example/winter', 5120, 61, 131_900, true],
  ['Newsletter 46', 'nl46', 'https://northwind.example/boxes/annual', 2870, 19, 60_210, true],
  ['Blog: grinders', 'grinders', 'https://shop.northwind.example/grinders?ref=blog', 1010, 9, 21_670, true],
  ['Spring 2025', 'spring25', 'https://northwind.example/spring', 0, 0, 0, false],
];

export const linkRows: PartnerLink[] = links.map(
  ([name, key, destination, clicks, conversions, commission, active], i) => ({
    id: `lnk_0${i}`,
    name,
    key,
    url: `https://go.northwind.example/r/${key}`,
    destination,
    default: i === 0,
    kind: i === 0 ? 'default' : 'custom',
    smart: i === 1,
    archived: false,
    active,
    clicks,
    scans: Math.round(clicks / 40),
    conversions,
    leads: 3,
    revenue: eur(commission * 4),
    commission: eur(commission),
    created_at: ago((i * 23 + 5) * days),
  }),
);

export const linkDetail = (row: PartnerLink): PartnerLinkDetail => ({
  id: row.id,
  name: row.name,
  key: row.key,
  url: row.url,
  destination: row.destination,
  default: row.default,
  kind: row.kind,
  archived: false,
  rules: row.smart
    ? [
        {
          countries: ['DE', 'AT'],
          share_basis_points: 2500,
          destination: 'https://northwind.example/de/winter',
        },
      ]
    : [],
  active: row.active,
  created_at: row.created_at,
  version: 3,
  utm: row.default ? {} : { source: 'maya', medium: 'affiliate' },
  ...(row.default ? {} : { sub1: 'channel-a' }),
});

export const coupons: PartnerCoupon[] = [
  {
    code: 'MAYA10',
    status: 'active',
    reward: { kind: 'percent', basis_points: 1500 },
    until: ago(-40 * days),
    created_at: ago(90 * days),
  },
  { code: 'COFFEEMAYA', status: 'disabled', created_at: ago(200 * days) },
];
