import { HttpResponse, http } from 'msw/http';
import { page } from './data/base.ts';
import { integrations } from './data/integrations.ts';
import { rails } from './data/rails.ts';
import { doctorHandlers } from './doctorHandlers.ts';
import { managerDocumentHandlers } from './documentHandlers.ts';
import { hookHandlers } from './hookHandlers.ts';
import { managerIntakeHandlers } from './intakeHandlers.ts';
import * as managed from './managed.ts';
import { partnerHandlers } from './partnerHandlers.ts';
import { managerRewardHandlers } from './rewardHandlers.ts';
import { setupHandlers } from './setupHandlers.ts';

const done = () => new HttpResponse(null, { status: 204 });
const found = <T>(row: T | undefined, as: (row: T) => object) =>
  row === undefined ? new HttpResponse(null, { status: 404 }) : HttpResponse.json(as(row));
const base = '*/api/m/:program';
const bulk = async ({ request }: { request: Request }) => {
  const { ids } = (await request.json()) as { ids: string[] };
  return HttpResponse.json({ data: ids.map((id) => ({ id, ok: true })), done: ids.length, failed: 0 });
};
const batch = (id: unknown) => managed.batches.find((one) => one.id === id);

/** The manager's operations of the mocked server. */
export const managerHandlers = [
  ...managerIntakeHandlers,
  ...managerRewardHandlers(base),
  ...setupHandlers(base),
  ...managerDocumentHandlers(base),
  ...doctorHandlers(base),
  ...hookHandlers(`${base}/webhooks`, 10, ['partner.applied', 'partner.rejected']),
  http.get(`${base}/setup`, () => HttpResponse.json(managed.setup)),
  http.get(`${base}/summary`, () => HttpResponse.json(managed.managerSummary)),
  http.get(`${base}/activity`, () => HttpResponse.json(managed.managerActivity)),
  http.get(`${base}/applications`, () => HttpResponse.json(page(managed.applications))),
  http.post(`${base}/applications/:partner/approve`, done),
  http.post(`${base}/applications/:partner/reject`, done),
  http.get(`${base}/partners`, () => HttpResponse.json(page(managed.partners))),
  http.get(`${base}/partners/:partner`, ({ params }) =>
    found(
      managed.partners.find((row) => row.id === params.partner),
      managed.partnerDetail,
    ),
  ),
  ...partnerHandlers(base),
  http.post(`${base}/partners/:partner/suspend`, done),
  http.post(`${base}/partners/:partner/resume`, done),
  http.get(`${base}/offers`, () => HttpResponse.json(page(managed.managerOffers))),
  http.post(`${base}/offers`, () => HttpResponse.json(managed.managerOffers[0], { status: 201 })),
  http.post(`${base}/offers/:offer/versions`, () =>
    HttpResponse.json(managed.managerOffers[0], { status: 201 }),
  ),
  http.post(`${base}/offers/:offer/retire`, done),
  http.get(`${base}/promotions`, () => HttpResponse.json(page(managed.managerPromotions))),
  http.post(`${base}/promotions`, () => HttpResponse.json(managed.managerPromotions[0], { status: 201 })),
  http.patch(`${base}/promotions/:id`, () => HttpResponse.json(managed.managerPromotions[0])),
  http.post(`${base}/promotions/:id/cancel`, () => HttpResponse.json(managed.managerPromotions[3])),
  http.get(`${base}/rates`, () =>
    HttpResponse.json({
      data: [{ from: 'USD', to: 'EUR', day: '2026-03-10', rate: '0.9231', source: 'manual' }],
      ecb: false,
      max_days: 7,
      waiting: 2,
    }),
  ),
  http.get(`${base}/coupons`, () => HttpResponse.json(page(managed.managerCoupons))),
  http.post(`${base}/coupons`, () => HttpResponse.json(managed.managerCoupons[0], { status: 201 })),
  http.patch(`${base}/coupons/:code`, () => HttpResponse.json(managed.managerCoupons[0])),
  http.get(`${base}/conversions`, () => HttpResponse.json(page(managed.conversions))),
  http.get(`${base}/conversions/:id`, ({ params }) =>
    found(
      managed.conversions.find((row) => row.id === params.id),
      managed.conversionDetail,
    ),
  ),
  http.get(`${base}/commissions`, ({ request }) => {
    const status = new URL(request.url).searchParams.get('status');
    return HttpResponse.json(
      page(managed.managerCommissions.filter((row) => !status || row.status === status)),
    );
  }),
  http.get(`${base}/adjustments`, () => HttpResponse.json(page(managed.adjustments))),
  http.post(`${base}/adjustments`, () => HttpResponse.json(managed.adjustments[0], { status: 201 })),
  http.post(`${base}/commissions/:act`, bulk),
  http.get(`${base}/commissions/:id`, ({ params }) =>
    found(
      managed.managerCommissions.find((row) => row.id === params.id),
      managed.managerCommissionDetail,
    ),
  ),
  http.get(`${base}/payout-batches`, () => HttpResponse.json(page(managed.batches))),
  http.post(`${base}/payout-batches`, () =>
    HttpResponse.json({ data: managed.batches.slice(0, 1) }, { status: 201 }),
  ),
  http.post(`${base}/payout-batches/preview`, () => HttpResponse.json(managed.runPreview)),
  http.get(`${base}/withdrawals`, () => HttpResponse.json(page(managed.withdrawals))),
  http.get(`${base}/payout-exceptions`, () => HttpResponse.json(page(managed.exceptions))),
  http.get(`${base}/payout-settings`, () => HttpResponse.json(managed.payoutSettings)),
  http.put(`${base}/payout-settings`, () => HttpResponse.json(managed.payoutSettings)),
  http.get(`${base}/payout-batches/:batch`, ({ params }) => found(batch(params.batch), (one) => one)),
  http.get(`${base}/payouts`, ({ request }) =>
    found(batch(new URL(request.url).searchParams.get('batch')), (one) => page(managed.batchPayouts(one))),
  ),
  http.post(
    `${base}/payout-batches/:batch/file`,
    () => new HttpResponse('partner,amount\n', { headers: { 'content-type': 'text/csv' } }),
  ),
  http.post(`${base}/payout-batches/:batch/approve`, ({ params }) =>
    found(batch(params.batch), (one) => ({ ...one, status: 'approved' })),
  ),
  http.post(`${base}/payout-batches/:batch/cancel`, ({ params }) =>
    found(batch(params.batch), (one) => ({ ...one, status: 'cancelled' })),
  ),
  http.post(`${base}/payouts/:payout/mark-paid`, () =>
    HttpResponse.json(managed.batches.flatMap(managed.batchPayouts)[0]),
  ),
  http.post(`${base}/payouts/:payout/mark-failed`, () =>
    HttpResponse.json(managed.batches.flatMap(managed.batchPayouts)[0]),
  ),
  http.post(`${base}/invitations`, () =>
    HttpResponse.json({ id: 'ptr_new', name: 'New partner' }, { status: 201 }),
  ),
  http.get(`${base}/settings`, () => HttpResponse.json(managed.settings)),
  http.patch(`${base}/settings`, () => HttpResponse.json({ ...managed.settings, version: 8 })),
  http.post(`${base}/settings/publish`, () => HttpResponse.json(managed.settings)),
  http.post(`${base}/postback/secret`, () =>
    HttpResponse.json({
      secret: 'pbs_fresh',
      postback_url: `${managed.settings.postback_url}?key=pbs_fresh&click_id={click_id}`,
      previous_valid_until: '2026-11-28T09:30:00Z',
    }),
  ),
  http.get(`${base}/integrations`, () => HttpResponse.json({ data: integrations })),
  http.put(`${base}/integrations/:provider`, ({ params }) =>
    found(
      integrations.find((one) => one.provider === params.provider),
      (one) => ({ ...one, connected: true }),
    ),
  ),
  http.delete(`${base}/integrations/:provider`, done),
  http.get(`${base}/rails`, () => HttpResponse.json({ data: rails })),
  http.put(`${base}/rails/:rail`, ({ params }) =>
    found(
      rails.find((one) => one.rail === params.rail),
      (one) => ({ ...one, connected: true }),
    ),
  ),
  http.post(`${base}/rails/:rail/test`, done),
  http.delete(`${base}/rails/:rail`, done),
];
