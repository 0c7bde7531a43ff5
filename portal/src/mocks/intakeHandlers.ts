import { HttpResponse, http } from 'msw/http';
import { page } from './data/base.ts';
import * as intake from './data/intake.ts';

const manager = '*/api/m/:program';
const partner = '*/api/p/:partner/programs/:program';
const order = ({
  id,
  status,
  partly_refunded,
  placed_at,
  amount,
}: (typeof intake.partnerOrders)[number]) => ({
  id,
  status,
  partly_refunded,
  placed_at,
  ...(amount ? { amount } : {}),
});

/** Keys, customers and uploads of the mocked server. */
export const managerIntakeHandlers = [
  http.get(`${manager}/api-keys`, () => HttpResponse.json({ data: intake.apiKeys })),
  http.post(`${manager}/api-keys`, () =>
    HttpResponse.json({ key: 'trib_sk_fresh', api_key: intake.apiKeys[0] }, { status: 201 }),
  ),
  http.delete(`${manager}/api-keys/:key`, () => new HttpResponse(null, { status: 204 })),
  http.get(`${manager}/signing-secret`, () => HttpResponse.json({ made: false })),
  http.post(`${manager}/signing-secret`, () =>
    HttpResponse.json({ secret: 'whsec_fresh', program: 'prg_1' }, { status: 201 }),
  ),
  http.get(`${manager}/customers`, () => HttpResponse.json(page(intake.managerCustomers))),
  http.get(`${manager}/customers/:id`, ({ params }) =>
    HttpResponse.json({
      customer: intake.managerCustomers.find((row) => row.id === params.id),
      orders: intake.partnerOrders.map(order),
    }),
  ),
  http.post(`${manager}/conversion-uploads/preview`, () =>
    HttpResponse.json({ data: intake.uploadedLines, ignored: ['shade'] }),
  ),
  http.post(`${manager}/conversion-uploads`, () =>
    HttpResponse.json({ data: intake.uploadedLines, ignored: ['shade'] }),
  ),
];

/** Customers and orders, as a partner sees them. */
export const partnerIntakeHandlers = [
  http.get(`${partner}/customers`, () => HttpResponse.json(page(intake.partnerCustomers))),
  http.get(`${partner}/customers/:id`, ({ params }) =>
    HttpResponse.json({
      customer: intake.partnerCustomers.find((row) => row.id === params.id),
      orders: intake.partnerOrders,
    }),
  ),
  http.get(`${partner}/orders`, () => HttpResponse.json(page(intake.partnerOrders))),
];
