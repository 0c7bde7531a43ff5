import type { Translate } from '../i18n';
import { money } from './format';

export const metrics = ['sales', 'revenue', 'conversions', 'leads'] as const;
export const periods = ['month', 'quarter', 'year', 'lifetime'] as const;

export type Metric = (typeof metrics)[number];
export type Period = (typeof periods)[number];
export type Goal = { metric: Metric; threshold: number };

/** So much of a metric, in words: "12 sales", "€1,000.00 of revenue". */
export function figureText(metric: Metric, figure: number, currency: string, t: Translate): string {
  return metric === 'revenue'
    ? t('goal.revenue', { amount: money({ amount: figure, currency }) })
    : t(`goal.${metric}`, { count: figure });
}

/** A goal over a period, in words. */
export const ruleText = (rule: Goal & { period: Period }, currency: string, t: Translate): string =>
  `${figureText(rule.metric, rule.threshold, currency, t)} ${t(`goal.in.${rule.period}`)}`;
