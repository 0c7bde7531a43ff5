import { HttpResponse, http } from 'msw/http';
import * as kept from './data/rewards.ts';

const page = <T>(data: readonly T[]) => ({ data, has_more: false, next_cursor: '' });
const made = (body: object) => HttpResponse.json(body, { status: 201 });

/** Groups, tiers and SPIFFs as a manager of the mocked server keeps them. */
export const managerRewardHandlers = (base: string) => [
  http.get(`${base}/groups`, () => HttpResponse.json(kept.ladder)),
  http.post(`${base}/groups`, () => made(kept.ladder.groups[0] ?? {})),
  http.patch(`${base}/groups/:id`, () => HttpResponse.json(kept.ladder.groups[0])),
  http.post(`${base}/tiers`, () => made(kept.ladder.tiers[1] ?? {})),
  http.patch(`${base}/tiers/:id`, () => HttpResponse.json(kept.ladder.tiers[1])),
  http.post(`${base}/placements`, async ({ request }) => {
    const { partners } = (await request.json()) as { partners: string[] };
    return HttpResponse.json({ done: partners, refused: [] });
  }),
  http.get(`${base}/partners/:partner/moves`, () => HttpResponse.json(page(kept.moves))),
  http.get(`${base}/spiffs`, () => HttpResponse.json(page(kept.managerSpiffs))),
  http.post(`${base}/spiffs`, () => made(kept.managerSpiffs[0] ?? {})),
  http.patch(`${base}/spiffs/:id`, () => HttpResponse.json(kept.managerSpiffs[0])),
  http.post(`${base}/spiffs/:id/end`, () => HttpResponse.json(kept.managerSpiffs[0])),
  http.post(`${base}/spiffs/:id/cancel`, () => HttpResponse.json(kept.managerSpiffs[0])),
  http.get(`${base}/spiffs/:id/partners`, () => HttpResponse.json(page(kept.spiffPartners))),
];

/** A partner's rewards on the mocked server. */
export const partnerRewardHandlers = (base: string) => [
  http.get(`${base}/rewards`, () => HttpResponse.json(kept.rewards)),
  http.get(`${base}/referrals/invitation`, () => HttpResponse.json(kept.invitation)),
  http.get(`${base}/referrals`, () => HttpResponse.json(page(kept.referrals))),
  http.get(`${base}/rewards/history`, () => HttpResponse.json(page(kept.tierChanges))),
  http.get(`${base}/spiffs`, () => HttpResponse.json(page(kept.spiffs))),
];
