import { HttpResponse, http } from 'msw/http';
import type { ManagerReport, PartnerReport } from '../api/types.gen.ts';
import { allCommissions, managerReport, partnerReport, reporting } from './data/figures.ts';

const asked = (request: Request) => {
  const { searchParams } = new URL(request.url);
  return { by: searchParams.get('by') ?? 'day', compare: searchParams.has('compare') };
};

/** The reports of both sides. */
export const reportHandlers = [
  http.get('*/api/p/:partner/programs/:program/report', ({ request }) => {
    const { by, compare } = asked(request);
    return HttpResponse.json(partnerReport(by as PartnerReport['by'], compare));
  }),
  http.get('*/api/m/:program/report', ({ request }) => {
    const { by, compare } = asked(request);
    return HttpResponse.json(managerReport(by as ManagerReport['by'], compare));
  }),
  http.get('*/api/p/:partner/reporting', () => HttpResponse.json(reporting)),
  http.get('*/api/p/:partner/reporting/commissions', () =>
    HttpResponse.json({ data: allCommissions, has_more: false, next_cursor: '' }),
  ),
];
