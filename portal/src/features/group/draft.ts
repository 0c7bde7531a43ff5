import type { ManagerTier, ManagerTierInput, ManagerTierPatch, ManagerTierRule } from '../../api';
import { decimal, parseMoney } from '../../kit/format';
import { type Metric, metrics, type Period, periods } from '../../kit/goal';

/** A rule as it is typed. */
export type RuleDraft = { on: boolean; metric: Metric; threshold: string; period: Period };

/** A tier as it is typed. */
export type TierDraft = {
  name: string;
  ordinal: string;
  commission: string;
  benefits: string;
  rewards: string;
  reach: RuleDraft;
  keep: RuleDraft;
};

const one = <T extends string>(list: readonly T[], value: string, otherwise: T): T =>
  list.find((known) => known === value) ?? otherwise;

export const metricOf = (value: string) => one(metrics, value, 'sales');
export const periodOf = (value: string) => one(periods, value, 'month');

function ruleDraftOf(rule: ManagerTierRule | undefined, currency: string): RuleDraft {
  if (!rule) return { on: false, metric: 'sales', threshold: '', period: 'month' };
  const { metric, threshold, period } = rule;
  return {
    on: true,
    metric,
    threshold: metric === 'revenue' ? decimal({ amount: threshold, currency }) : String(threshold),
    period,
  };
}

/** A kept tier as it is typed; an empty draft for none. */
export function draftOf(tier: ManagerTier | undefined, currency: string): TierDraft {
  return {
    name: tier?.name ?? '',
    ordinal: tier ? String(tier.ordinal) : '',
    commission: tier?.commission ?? '',
    benefits: tier?.benefits.join('\n') ?? '',
    rewards: tier?.rewards ?? '',
    reach: ruleDraftOf(tier?.reach, currency),
    keep: ruleDraftOf(tier?.keep, currency),
  };
}

/** How much is typed: a number, or an amount in minor units; 0 for what is neither. */
export function readThreshold(metric: Metric, text: string, currency: string): number {
  if (metric === 'revenue') return parseMoney(text, currency)?.amount ?? 0;
  return /^\d{1,12}$/.test(text.trim()) ? Number(text.trim()) : 0;
}

const ruleOf = (
  { on, metric, threshold, period }: RuleDraft,
  currency: string,
): ManagerTierRule | undefined =>
  on ? { metric, threshold: readThreshold(metric, threshold, currency), period } : undefined;

/** What a draft says of a new tier. */
export function inputOf(draft: TierDraft, currency: string): ManagerTierInput {
  const reach = ruleOf(draft.reach, currency);
  const keep = ruleOf(draft.keep, currency);
  return {
    name: draft.name.trim(),
    commission: draft.commission.trim(),
    benefits: draft.benefits
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    rewards: draft.rewards.trim(),
    ...(draft.ordinal.trim() ? { ordinal: Number(draft.ordinal) } : {}),
    ...(reach ? { reach } : {}),
    ...(keep ? { keep } : {}),
  };
}

/** What a draft makes of a kept tier. */
export const patchOf = (draft: TierDraft, tier: ManagerTier, currency: string): ManagerTierPatch => ({
  ...inputOf(draft, currency),
  no_reach: !draft.reach.on,
  no_keep: !draft.keep.on,
  version: tier.version,
});
