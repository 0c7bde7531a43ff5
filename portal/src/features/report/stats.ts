import type { ManagerSummary, PartnerSummary, PartnerTotals } from '../../api';
import type { Translate } from '../../i18n';
import { count, money, percent } from '../../kit/format';
import type { Stat } from '../../kit/StatStrip';

/** What a share of nothing is written as: never 0, never NaN. */
const none = '–';

const rate = (share: number | undefined) => (share === undefined ? none : percent(share));
const trend = (current: number | undefined, previous: number | undefined) =>
  current === undefined || previous === undefined ? {} : { trend: { current, previous } };

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);

/** What is reckoned by clicks, and gone where a program has no links. */
const byClicks = new Set(['clicks', 'rate', 'epc']);

/** A partner's key numbers of a period. */
export function partnerStats(summary: PartnerSummary, t: Translate): Stat[] {
  return allStats(summary, t).filter((stat) => summary.features.links || !byClicks.has(stat.id));
}

function allStats({ current, previous, series }: PartnerSummary, t: Translate): Stat[] {
  const of = (pick: (totals: PartnerTotals) => number | undefined) => trend(pick(current), pick(previous));
  return [
    {
      id: 'clicks',
      label: t('stat.clicks'),
      meaning: t('meaning.clicks'),
      value: count(current.clicks),
      series: series.map((one) => one.clicks),
      ...of((totals) => totals.clicks),
    },
    {
      id: 'conversions',
      label: t('stat.conversions'),
      meaning: t('meaning.conversions'),
      value: count(current.conversions),
      series: series.map((one) => one.conversions),
      ...of((totals) => totals.conversions),
    },
    {
      id: 'rate',
      label: t('stat.rate'),
      meaning: t('meaning.rate'),
      value: rate(current.conversion_rate_basis_points),
      series: series.map((one) => share(one.conversions, one.clicks)),
      ...of((totals) => totals.conversion_rate_basis_points),
    },
    {
      id: 'epc',
      label: t('stat.epc'),
      meaning: t('meaning.epc'),
      value: current.epc ? money(current.epc) : none,
      series: series.map((one) => share(one.earnings.amount, one.clicks)),
      ...of((totals) => totals.epc?.amount),
    },
  ];
}

/** A program's key numbers of a period. */
export function managerStats({ current, previous, series }: ManagerSummary, t: Translate): Stat[] {
  return [
    {
      id: 'clicks',
      label: t('stat.clicks'),
      meaning: t('meaning.clicks'),
      value: count(current.unique_clicks),
      series: series.map((one) => one.clicks),
      ...trend(current.unique_clicks, previous.unique_clicks),
    },
    {
      id: 'conversions',
      label: t('stat.conversions'),
      meaning: t('meaning.conversions'),
      value: count(current.conversions),
      series: series.map((one) => one.conversions),
      ...trend(current.conversions, previous.conversions),
    },
    {
      id: 'commissions',
      label: t('stat.commissions'),
      meaning: t('meaning.programCommissions'),
      value: money(current.commissions),
      series: series.map((one) => one.commissions.amount),
      ...trend(current.commissions.amount, previous.commissions.amount),
    },
    {
      id: 'aov',
      label: t('stat.aov'),
      meaning: t('meaning.aov'),
      value: current.aov ? money(current.aov) : none,
      series: series.map((one) => share(one.revenue.amount, one.conversions)),
      ...trend(current.aov?.amount, previous.aov?.amount),
    },
  ];
}
