import type {
  ManagerReport,
  ManagerReportFigures,
  PartnerProgramCommission,
  PartnerReport,
  PartnerReportFigures,
  PartnerReporting,
} from '../../api/types.gen.ts';
import { dayBefore, eur, programId, wave } from './base.ts';
import { commissions } from './commissions.ts';
import { programs } from './program.ts';

/** Figures of so many clicks and sales of €92 at 25 %. */
export function figures(clicks: number, sales: number, over = false): PartnerReportFigures {
  const commission = sales * 2_300;
  return {
    clicks,
    conversions: sales,
    signups: Math.round(sales * 1.4),
    leads: 0,
    paid_customers: Math.round(sales * 0.8),
    sales,
    revenue: eur(sales * 9_200),
    commission: eur(commission),
    ...(over ? { commission_pending: eur(commission * 0.4), commission_paid: eur(commission * 0.5) } : {}),
    ...(clicks > 0
      ? {
          epc: eur(Math.round(commission / clicks)),
          conversion_rate_basis_points: Math.round((sales * 10_000) / clicks),
        }
      : {}),
    ...(sales > 0 ? { aov: eur(9_200) } : {}),
  };
}

type Line = { key: string; name?: string; clicks: number; sales: number };

const values: Record<string, Line[]> = {
  day: Array.from({ length: 30 }, (_, i) => ({
    key: dayBefore(29 - i),
    clicks: wave(i, 600, 60),
    sales: wave(i + 2, 6, 2),
  })),
  month: [
    { key: '2026-10', clicks: 6_120, sales: 60 },
    { key: '2026-11', clicks: 12_084, sales: 127 },
  ],
  link: [
    { key: 'lnk_1', name: 'Winter roast', clicks: 9_100, sales: 120 },
    { key: 'lnk_2', name: '/r/maya', clicks: 9_104, sales: 60 },
    { key: '', clicks: 0, sales: 7 },
  ],
  sub: [
    { key: 'youtube', clicks: 4_200, sales: 109 },
    { key: 'blog', clicks: 9_300, sales: 78 },
    { key: '', clicks: 4_704, sales: 0 },
  ],
  offer: [{ key: 'off_1', name: 'Standard', clicks: 18_204, sales: 187 }],
  device: [
    { key: 'mobile', clicks: 12_000, sales: 101 },
    { key: 'desktop', clicks: 6_204, sales: 86 },
  ],
  country: [
    { key: 'DE', clicks: 14_000, sales: 150 },
    { key: 'AT', clicks: 4_204, sales: 37 },
  ],
  referrer: [
    { key: 'www.youtube.com', clicks: 4_200, sales: 109 },
    { key: '', clicks: 14_004, sales: 78 },
  ],
  partner: [
    { key: 'ptr_01JD0MAYA0000000000000000A', name: 'Maya Kovač', clicks: 18_204, sales: 187 },
    { key: 'ptr_2', name: 'Oakline Reviews', clicks: 9_000, sales: 40 },
  ],
};

const linesOf = (by: string) => values[by] ?? [];
const overTime = (by: string) => by === 'day' || by === 'month';

/** A partner's report by what is asked for. */
export const partnerReport = (by: PartnerReport['by'], compare: boolean): PartnerReport => ({
  from: dayBefore(29),
  to: dayBefore(0),
  zone: 'Europe/Berlin',
  by,
  total: figures(18_204, 187, true),
  ...(compare
    ? { before: figures(16_110, 151, true), compared: { from: dayBefore(59), to: dayBefore(30) } }
    : {}),
  lines: linesOf(by).map(({ key, name, clicks, sales }) => ({
    key,
    ...(name ? { name } : {}),
    now: figures(clicks, sales, overTime(by)),
    ...(compare && by !== 'month'
      ? { before: figures(Math.round(clicks * 0.9), Math.round(sales * 0.8), overTime(by)) }
      : {}),
  })),
  more: 0,
});

function programFigures(of: PartnerReportFigures): ManagerReportFigures {
  const { commission_pending, commission_paid, clicks = 0, ...rest } = of;
  const zero = eur(0);
  return {
    ...rest,
    clicks: Math.round(clicks * 1.3),
    unique_clicks: clicks,
    duplicate_clicks: Math.round(clicks * 0.2),
    invalid_clicks: Math.round(clicks * 0.1),
    intercepted_sales: Math.round(of.sales * 0.02),
    refunded: zero,
    ...(commission_pending && commission_paid
      ? {
          states: {
            pending: commission_pending,
            approved: zero,
            available: eur(of.commission.amount * 0.1),
            paid: commission_paid,
            declined: zero,
            reversed: zero,
          },
        }
      : {}),
  };
}

/** A program's report by what is asked for. */
export function managerReport(by: ManagerReport['by'], compare: boolean): ManagerReport {
  const { total, before, lines, ...rest } = partnerReport(by as PartnerReport['by'], compare);
  return {
    ...rest,
    by,
    total: programFigures(total),
    ...(before ? { before: programFigures(before) } : {}),
    lines: lines.map(({ now, before: then, ...line }) => ({
      ...line,
      now: programFigures(now),
      ...(then ? { before: programFigures(then) } : {}),
    })),
  };
}

/** All programs beside one another. */
export const reporting: PartnerReporting = {
  data: programs.data.slice(0, 1).map(({ program }) => ({
    program,
    from: dayBefore(29),
    to: dayBefore(0),
    now: figures(18_204, 187, true),
    before: figures(16_110, 151, true),
  })),
  totals: [{ currency: 'EUR', now: figures(18_204, 187, true), before: figures(16_110, 151, true) }],
};

/** The commissions of all programs. */
export const allCommissions: PartnerProgramCommission[] = commissions.map((commission) => ({
  program_id: programId,
  program_name: 'Northwind Coffee',
  zone: 'Europe/Berlin',
  commission,
}));
