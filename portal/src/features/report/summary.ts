import type { PartnerSummary, PartnerTotals } from '../../api';
import type { Translate } from '../../i18n';
import { count, type Money, money, percent } from '../../kit/format';
import type { Stat } from '../../kit/StatStrip';

/** What a share of nothing is written as: never 0, never NaN. */
const none = '–';

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
const sum = (a: Money, b: Money): Money => ({ ...a, amount: a.amount + b.amount });

type Day = PartnerSummary['series'][number];
type Figure = {
  id: string;
  label: string;
  meaning: string;
  /** As it is written; a dash where it divides by nothing. */
  value: (totals: PartnerTotals) => string;
  /** As a number, for the change against the period before. */
  size: (totals: PartnerTotals) => number | undefined;
  series?: (day: Day) => number;
};
/** A figure that can stand first: its chart is by day. */
type Leading = Figure & { daily: (day: Day) => Money };

/** The figures that all styles choose from, each with its definition. */
function figures(t: Translate) {
  const named = (id: 'clicks' | 'conversions' | 'rate' | 'epc' | 'referred' | 'leads' | 'leadsWon') => ({
    id,
    label: t(`stat.${id}`),
    meaning: t(`meaning.${id}`),
  });
  const amount = (label: string, meaning: string, of: (totals: PartnerTotals) => Money): Figure => ({
    id: label,
    label,
    meaning,
    value: (totals) => money(of(totals)),
    size: (totals) => of(totals).amount,
  });
  const bought = (label: string): Leading => ({
    ...amount(label, t('meaning.soldTotal'), (totals) => totals.revenue),
    daily: (day) => day.revenue,
  });
  const counted = (
    id: 'clicks' | 'conversions' | 'referred' | 'leads' | 'leadsWon',
    of: 'clicks' | 'conversions' | 'signups' | 'leads_submitted' | 'leads_won',
  ): Figure => ({
    ...named(id),
    value: (totals) => count(totals[of]),
    size: (totals) => totals[of],
    series: (day) => day[of],
  });
  return {
    clicks: counted('clicks', 'clicks'),
    conversions: counted('conversions', 'conversions'),
    referred: counted('referred', 'signups'),
    leads: counted('leads', 'leads_submitted'),
    leadsWon: counted('leadsWon', 'leads_won'),
    rate: {
      ...named('rate'),
      value: ({ conversion_rate_basis_points: rate }) => (rate === undefined ? none : percent(rate)),
      size: (totals) => totals.conversion_rate_basis_points,
      series: (day) => share(day.conversions, day.clicks),
    } as Figure,
    epc: {
      ...named('epc'),
      value: ({ epc }) => (epc ? money(epc) : none),
      size: (totals) => totals.epc?.amount,
      series: (day) => share(day.earnings.amount, day.clicks),
    } as Figure,
    earnings: {
      ...amount(t('stat.earnings'), t('meaning.earnings'), (totals) => totals.earnings),
      daily: (day: Day) => day.earnings,
    } as Leading,
    sold: bought(t('stat.sold')),
    revenue: bought(t('stat.revenue')),
    earned: amount(t('stat.earned'), t('meaning.earned'), (totals) => totals.paid),
    waiting: amount(t('stat.pending'), t('meaning.waiting'), (totals) =>
      sum(totals.pending, totals.approved),
    ),
    commissionsPending: amount(
      t('stat.commissionsPending'),
      t('meaning.commissionsPending'),
      (totals) => totals.pending,
    ),
    commissionsPaid: amount(t('stat.commissionsPaid'), t('meaning.commissionsPaid'), (totals) => totals.paid),
  };
}

/** What stands first and largest, and what beside it, in the words of the program's style. */
function chosen({ summary_style: style, features }: PartnerSummary, t: Translate): [Leading, Figure[]] {
  const all = figures(t);
  const clicks = features.links ? [all.clicks] : [];
  switch (style) {
    case 'affiliate':
      return [all.earnings, [...clicks, all.conversions, ...(features.links ? [all.rate, all.epc] : [])]];
    case 'network':
      return [all.sold, [...clicks, all.referred, all.earned, all.waiting]];
    case 'leads':
      return [
        all.revenue,
        [...(features.leads ? [all.leads, all.leadsWon] : []), all.commissionsPending, all.commissionsPaid],
      ];
  }
}

/** A summary as it is shown: the first figure with its days, and the others. */
export function partnerSummary(summary: PartnerSummary, t: Translate) {
  const [first, rest] = chosen(summary, t);
  const { current, previous, series } = summary;
  const trend = ({ size }: Figure): Pick<Stat, 'trend'> => {
    const [now, before] = [size(current), previous && size(previous)];
    return now === undefined || before === undefined ? {} : { trend: { current: now, previous: before } };
  };
  const stat = (figure: Figure): Stat => ({
    id: figure.id,
    label: figure.label,
    meaning: figure.meaning,
    value: figure.value(current),
    ...(figure.series ? { series: series.map(figure.series) } : {}),
    ...trend(figure),
  });
  const days = series.map((one) => ({ day: one.day, amount: first.daily(one) }));
  return { first: stat(first), days, rest: rest.map(stat) };
}
