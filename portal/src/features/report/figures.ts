import type { ManagerReportFigures, Money, PartnerReportFigures } from '../../api';
import type { Translate } from '../../i18n';
import { count, money, percent } from '../../kit/format';
import type { Stat } from '../../kit/StatStrip';
import type { Metric } from './search';

/** What a share of nothing is written as: never 0, never NaN. */
export const none = '–';

/** A period's figures as both sides show them. Without clicks the program has no links. */
export type Figures = {
  clicks?: number | undefined;
  conversions: number;
  signups: number;
  leads: number;
  customers: number;
  sales: number;
  revenue: Money;
  commission: Money;
  pending?: Money | undefined;
  paid?: Money | undefined;
  epc?: Money | undefined;
  aov?: Money | undefined;
  rate?: number | undefined;
  /** Clicks that are no visits, and sales whose touch came seconds before: for managers. */
  invalid?: number | undefined;
  intercepted?: number | undefined;
};

/** A day, a month or a value. */
export type Line = { key: string; name?: string | undefined; now: Figures; before?: Figures | undefined };

const shared = (of: PartnerReportFigures | ManagerReportFigures) => ({
  conversions: of.conversions,
  signups: of.signups,
  leads: of.leads,
  customers: of.paid_customers,
  sales: of.sales,
  revenue: of.revenue,
  commission: of.commission,
  epc: of.epc,
  aov: of.aov,
  rate: of.conversion_rate_basis_points,
});

/** A partner's figures. */
export const ofPartner = (of: PartnerReportFigures): Figures => ({
  ...shared(of),
  clicks: of.clicks,
  pending: of.commission_pending,
  paid: of.commission_paid,
});

/** A program's figures; its clicks are the unique ones, the classes stand apart. */
export const ofProgram = (of: ManagerReportFigures): Figures => ({
  ...shared(of),
  clicks: of.unique_clicks,
  pending: of.states && {
    amount: of.states.pending.amount + of.states.approved.amount,
    currency: of.states.pending.currency,
  },
  paid: of.states?.paid,
  invalid: of.invalid_clicks,
  intercepted: of.intercepted_sales,
});

/** The figure that the chart shows, as a number and as text. */
export function figureOf(of: Figures, metric: Metric): { value: number; text: string } {
  switch (metric) {
    case 'revenue':
    case 'commission':
      return { value: of[metric].amount, text: money(of[metric]) };
    default:
      return { value: of[metric] ?? 0, text: count(of[metric] ?? 0) };
  }
}

const trend = (now: number | undefined, before: number | undefined) =>
  now === undefined || before === undefined ? {} : { trend: { current: now, previous: before } };

/** The totals as key numbers, beside those of the period before. */
export function reportStats(now: Figures, before: Figures | undefined, t: Translate): Stat[][] {
  const counted = (id: 'clicks' | 'conversions' | 'signups' | 'customers' | 'sales'): Stat => ({
    id,
    label: t(`stat.${id}`),
    meaning: t(`meaning.${id}`),
    value: count(now[id] ?? 0),
    ...trend(now[id], before?.[id]),
  });
  const amount = (id: 'revenue' | 'commission' | 'epc' | 'aov'): Stat => {
    const value = now[id];
    return {
      id,
      label: t(`stat.${id}`),
      meaning: t(`meaning.${id === 'revenue' ? 'sold' : id}`),
      value: value ? money(value) : none,
      ...trend(value?.amount, before?.[id]?.amount),
    };
  };
  const rate: Stat = {
    id: 'rate',
    label: t('stat.rate'),
    meaning: t('meaning.rate'),
    value: now.rate === undefined ? none : percent(now.rate),
    ...trend(now.rate, before?.rate),
  };
  const links = now.clicks !== undefined;
  return [
    [
      ...(links ? [counted('clicks')] : []),
      counted('conversions'),
      ...(links ? [rate] : []),
      counted('signups'),
      counted('customers'),
    ],
    [
      counted('sales'),
      amount('revenue'),
      amount('aov'),
      amount('commission'),
      ...(links ? [amount('epc')] : []),
    ],
  ];
}
