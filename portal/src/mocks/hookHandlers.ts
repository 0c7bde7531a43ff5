import { HttpResponse, http } from 'msw/http';
import { deliveries, hookMacros, hooks, hookTopics } from './data/hooks.ts';

const list = (limit: number, more: readonly string[] = []) =>
  HttpResponse.json({ data: hooks, limit, topics: [...hookTopics, ...more], macros: hookMacros });

/** The operations on hooks below an address: a partner's postbacks or a program's webhooks. */
export const hookHandlers = (base: string, limit: number, more: readonly string[] = []) => {
  const one = `${base}/:hook`;
  const change = async ({ request, params }: { request: Request; params: Record<string, unknown> }) =>
    HttpResponse.json({ ...hooks[0], id: params.hook, ...((await request.json()) as object) });
  return [
    http.get(base, () => list(limit, more)),
    http.post(base, async ({ request }) =>
      HttpResponse.json({ ...hooks[1], ...((await request.json()) as object) }, { status: 201 }),
    ),
    http.post(`${base}/preview`, () =>
      HttpResponse.json({
        url: 'https://tracker.example/cb?cid=yt-winter&payout=62.21&cur=EUR&tx=ord-4711',
        problems: [],
      }),
    ),
    http.put(one, change),
    http.delete(one, () => new HttpResponse(null, { status: 204 })),
    http.post(`${one}/pause`, () => HttpResponse.json({ ...hooks[0], status: 'paused' })),
    http.post(`${one}/enable`, () => HttpResponse.json(hooks[0])),
    http.post(`${one}/secret`, () => HttpResponse.json({ secret: 'whsec_fresh' })),
    http.post(`${one}/test`, () => HttpResponse.json(deliveries[0], { status: 202 })),
    http.get(`${one}/deliveries`, () =>
      HttpResponse.json({ data: deliveries, has_more: false, next_cursor: '' }),
    ),
    http.get(`${one}/deliveries/:delivery`, ({ params }) =>
      HttpResponse.json(deliveries.find((row) => row.id === params.delivery) ?? deliveries[0]),
    ),
    http.post(`${one}/deliveries/:delivery/replay`, () => HttpResponse.json(deliveries[0], { status: 202 })),
    http.post(`${one}/replay-failed`, () => HttpResponse.json({ count: 3, more: false }, { status: 202 })),
  ];
};
