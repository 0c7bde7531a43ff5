// The mocked server. One list of handlers feeds the unit tests, the mocked
// development server and the pictures.

import { HttpResponse, http } from 'msw/http';
import type { Problem } from '../api/types.gen.ts';
import { accountHandlers } from './accountHandlers.ts';
import { page } from './data/base.ts';
import { partnerDocumentHandlers } from './documentHandlers.ts';
import * as partner from './fixtures.ts';
import { helpHandlers } from './helpHandlers.ts';
import { hookHandlers } from './hookHandlers.ts';
import { partnerIntakeHandlers } from './intakeHandlers.ts';
import { leadHandlers } from './leadHandlers.ts';
import { managerHandlers } from './managerHandlers.ts';
import { marketHandlers } from './marketHandlers.ts';
import { applyForm } from './partnerHandlers.ts';
import { reportHandlers } from './reportHandlers.ts';
import { partnerRewardHandlers } from './rewardHandlers.ts';
import { teamHandlers } from './teamHandlers.ts';

/** A list's page with everything on it. */
/** A problem as the server tells it. */
export function problem(status: number, code: string, title: string): HttpResponse<Problem> {
  const body: Problem = {
    type: `https://tributary.example/problems/${code}`,
    status,
    code,
    title,
    detail: title,
    request_id: 'req_01JDTEST',
  };
  return HttpResponse.json(body, {
    status,
    headers: { 'content-type': 'application/problem+json' },
  }) as HttpResponse<Problem>;
}

const missing = () => problem(404, 'not_found', 'There is no such thing.');
const found = <T>(row: T | undefined, as: (row: T) => object) =>
  row === undefined ? missing() : HttpResponse.json(as(row));
const base = '*/api/p/:partner/programs/:program';
const qr =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h29v29H0z"/><path stroke="#000" d="M0 .5h7m2 0h3m1 0h4m5 0h7M0 1.5h1m5 0h1m3 0h1m4 0h2m2 0h1m2 0h1m5 0h1M0 2.5h1m1 0h3m1 0h1m1 0h2m4 0h2m1 0h1m3 0h1m1 0h3m1 0h1M0 3.5h1m1 0h3m1 0h1m2 0h1m1 0h3m2 0h2m1 0h1m1 0h3m1 0h1M0 4.5h1m1 0h3m1 0h1m1 0h3m3 0h1m6 0h1m1 0h3m1 0h1M0 5.5h1m5 0h1m4 0h1m2 0h4m4 0h1m5 0h1M0 6.5h7m1 0h1m1 0h1m1 0h1m1 0h1m1 0h1m1 0h1m3 0h7M9 8.5h2m3 0h2m4 0h1M2 9.5h3m3 0h6m2 0h1m2 0h4m1 0h2M1 11.5h5m4 0h2m2 0h5m3 0h6M0 13.5h2m3 0h5m1 0h2m4 0h3m2 0h3m1 0h2M3 15.5h6m2 0h4m3 0h2m1 0h5m1 0h1M0 17.5h3m2 0h2m3 0h6m1 0h1m3 0h2m2 0h3M8 20.5h3m2 0h4m1 0h3m3 0h4M0 22.5h7m2 0h3m4 0h2m1 0h5m2 0h2M0 23.5h1m5 0h1m2 0h1m3 0h3m2 0h2m3 0h4M0 24.5h1m1 0h3m1 0h1m3 0h4m2 0h4m1 0h6M0 25.5h1m1 0h3m1 0h1m1 0h2m3 0h5m3 0h2m2 0h3M0 26.5h1m1 0h3m1 0h1m2 0h3m2 0h4m2 0h5m1 0h2M0 27.5h1m5 0h1m2 0h1m3 0h2m4 0h3m2 0h4M0 28.5h7m1 0h4m2 0h3m3 0h6m1 0h1"/></svg>';

export { page };

export const handlers = [
  ...accountHandlers,
  ...partnerIntakeHandlers,
  ...leadHandlers,
  ...marketHandlers,
  ...teamHandlers,
  ...helpHandlers,
  ...partnerRewardHandlers(base),
  ...partnerDocumentHandlers(base),
  ...reportHandlers,
  http.get('*/api/auth/session', () => HttpResponse.json(partner.session)),
  http.post('*/api/auth/login', () => HttpResponse.json(partner.session)),
  http.post('*/api/auth/logout', () => new HttpResponse(null, { status: 204 })),
  http.get('*/api/auth/security', () =>
    HttpResponse.json({ password: true, authenticator: null, passkeys: [], logins: [] }),
  ),
  http.get('*/api/auth/ways', () => HttpResponse.json({})),
  http.post('*/api/auth/reauthenticate', () => HttpResponse.json(partner.session)),
  http.post('*/api/auth/magic', () => new HttpResponse(null, { status: 202 })),
  http.post('*/api/auth/magic/consume', () => HttpResponse.json(partner.session)),
  http.post('*/api/auth/reset', () => new HttpResponse(null, { status: 202 })),
  http.post('*/api/auth/reset/consume', () => HttpResponse.json(partner.session)),
  http.get('*/v1/public/branding.json', () => HttpResponse.json(partner.branding)),
  http.get('*/v1/public/programs/:slug', () => HttpResponse.json(partner.publicProgram)),
  http.get('*/v1/public/programs/:slug/application-form', () => HttpResponse.json(applyForm)),
  http.post('*/v1/public/programs/:slug/applications', () => new HttpResponse(null, { status: 202 })),

  http.get('*/api/p/:partner/programs', () => HttpResponse.json(partner.programs)),
  http.get('*/api/p/:partner/activity', () =>
    HttpResponse.json({
      data: partner.activity.data.map((activity) => ({
        program_id: partner.programId,
        program_name: 'Northwind Coffee',
        zone: 'Europe/Berlin',
        activity,
      })),
    }),
  ),
  http.get('*/api/p/:partner/payouts', () =>
    HttpResponse.json(
      page(
        partner.payouts.map((payout) => ({
          program_id: partner.programId,
          program_name: 'Northwind Coffee',
          zone: 'Europe/Berlin',
          payout,
        })),
      ),
    ),
  ),
  http.get('*/api/p/:partner/payout-method', () => HttpResponse.json(partner.method)),
  http.get('*/api/p/:partner/programs/:program/stripe-account', () =>
    HttpResponse.json({ offered: false, state: 'none', due: 0 }),
  ),
  http.put('*/api/p/:partner/payout-method', () => HttpResponse.json(partner.method)),
  http.get(`${base}/summary`, () => HttpResponse.json(partner.summary)),
  http.get(`${base}/activity`, () => HttpResponse.json(partner.activity)),
  http.get(`${base}/wallet`, () => HttpResponse.json(partner.wallet)),
  http.get(`${base}/links`, () =>
    HttpResponse.json({
      ...page(partner.linkRows),
      allowed_hosts: ['northwind.example', '*.northwind.example'],
      custom_limit: 50,
      custom_used: 4,
      app_listings: [],
      utm_templates: [{ name: 'House', utm: { source: '{partner}', campaign: '{link}' } }],
    }),
  ),
  http.get(`${base}/promotions`, () => HttpResponse.json(page(partner.sales))),
  http.get(`${base}/coupons`, () => HttpResponse.json(page(partner.coupons))),
  http.get(`${base}/offers`, () => HttpResponse.json(page(partner.offers))),
  http.post(`${base}/links/preview`, async ({ request }) => {
    const { destination } = (await request.json()) as { destination: string };
    const to = encodeURIComponent(destination);
    return HttpResponse.json({ url: `https://go.northwind.example/r/maya?to=${to}`, destination });
  }),
  http.post(`${base}/links/try`, () =>
    HttpResponse.json({
      data: [
        { rule: 0, share_basis_points: 2500, destination: 'https://northwind.example/de' },
        { share_basis_points: 7500, destination: 'https://northwind.example/' },
      ],
    }),
  ),
  http.post(`${base}/links`, () => found(partner.linkRows[1], partner.linkDetail)),
  http.get(
    `${base}/links/:link/qr.svg`,
    () => new HttpResponse(qr, { headers: { 'content-type': 'image/svg+xml' } }),
  ),
  http.get(`${base}/links/:link`, ({ params }) =>
    found(
      partner.linkRows.find((row) => row.id === params.link),
      partner.linkDetail,
    ),
  ),
  http.patch(`${base}/links/:link`, ({ params }) =>
    found(
      partner.linkRows.find((row) => row.id === params.link),
      (row) => ({ ...partner.linkDetail(row), active: !row.active }),
    ),
  ),
  http.get(`${base}/commissions`, ({ request }) => {
    const { searchParams } = new URL(request.url);
    if (searchParams.get('kind') === 'bonuses') return HttpResponse.json(page([]));
    const said = searchParams.get('said');
    return HttpResponse.json(page(partner.commissions.filter((row) => !said || row.said === said)));
  }),
  http.get(`${base}/projection`, () => HttpResponse.json(partner.projection)),
  http.get(`${base}/missed`, () => HttpResponse.json(page(partner.missed))),
  http.get(`${base}/commissions/:id`, ({ params }) =>
    found(
      partner.commissions.find((row) => row.id === params.id),
      partner.commissionDetail,
    ),
  ),
  http.get(`${base}/payout-options`, () => HttpResponse.json(partner.options)),
  http.post(`${base}/withdrawals`, () => HttpResponse.json(partner.payouts[0], { status: 201 })),
  http.get(`${base}/payouts`, () => HttpResponse.json(page(partner.payouts))),
  http.get(`${base}/payouts/:id`, ({ params }) =>
    found(
      partner.payouts.find((row) => row.id === params.id),
      partner.payoutDetail,
    ),
  ),
  ...hookHandlers(`${base}/postbacks`, 5),
  ...managerHandlers,
];
