import type { ManagerPromotion, PartnerPromotion } from '../../api/types.gen.ts';
import { ago, days } from './base.ts';

const winter = {
  id: 'prm_01JD0WINTER',
  name: 'Winter roast week',
  text: '20 % off every winter roast, also for new subscriptions.\nPlease do not post it before it begins.',
  coupon_hint: 'WINTER20',
  destination: 'https://northwind.example/winter',
  starts_at: '2026-11-26T23:00:00Z',
  ends_at: '2026-12-04T23:00:00Z',
};

const grinders = {
  id: 'prm_01JD0GRINDER',
  name: 'Grinders at cost',
  text: 'While stocks last.',
  coupon_hint: '',
  destination: 'https://shop.northwind.example/grinders',
  starts_at: '2026-11-20T08:00:00Z',
  ends_at: '2026-11-23T20:00:00Z',
};

export const managerPromotions: ManagerPromotion[] = [
  { ...winter, groups: [], status: 'scheduled', version: 2, created_at: ago(3 * days) },
  { ...grinders, groups: [], status: 'live', version: 1, created_at: ago(9 * days) },
  {
    ...grinders,
    id: 'prm_01JD0SPRING',
    name: 'Spring boxes',
    starts_at: '2026-03-31T22:00:00Z',
    ends_at: '2026-04-07T22:00:00Z',
    groups: [],
    status: 'ended',
    version: 1,
    created_at: ago(250 * days),
  },
  {
    ...winter,
    id: 'prm_01JD0TEA',
    name: 'Tea for everybody',
    starts_at: '2026-02-01T23:00:00Z',
    ends_at: '2026-02-03T23:00:00Z',
    groups: [],
    status: 'cancelled',
    version: 4,
    created_at: ago(320 * days),
  },
];

export const sales: PartnerPromotion[] = [
  {
    ...grinders,
    status: 'live',
    url: 'https://go.northwind.example/r/maya?to=https%3A%2F%2Fshop.northwind.example%2Fgrinders',
  },
  {
    ...winter,
    status: 'scheduled',
    url: 'https://go.northwind.example/r/maya?to=https%3A%2F%2Fnorthwind.example%2Fwinter',
  },
];
