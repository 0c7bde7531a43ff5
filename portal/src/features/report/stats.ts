import type { ManagerSummary } from '../../api';
import type { Translate } from '../../i18n';
import { count, money } from '../../kit/format';
import type { Stat } from '../../kit/StatStrip';

/** What a share of nothing is written as: never 0, never NaN. */
const none = '–';

const trend = (current: number | undefined, previous: number | undefined) =>
  current === undefined || previous === undefined ? {} : { trend: { current, previous } };

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);

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
