import type { ManagerSpiff, ManagerSpiffInput, ManagerSpiffPatch } from '../../api';
import { decimal, parseMoney } from '../../kit/format';
import { type Metric, metrics } from '../../kit/goal';

export const targets = [...metrics, 'first'] as const;
export type Target = (typeof targets)[number];

/** A SPIFF as it is typed. */
export type Draft = {
  name: string;
  text: string;
  from: string;
  to: string;
  target: Target;
  threshold: string;
  amount: string;
  every: string;
  maximum: string;
  budget: string;
  groups: string[];
  tiers: string[];
};

const written = (metric: Metric, n: number, currency: string) =>
  metric === 'revenue' ? decimal({ amount: n, currency }) : String(n);

/** A kept SPIFF as it is typed; an empty draft for none. */
export function draftOf(spiff: ManagerSpiff | undefined): Draft {
  if (!spiff)
    return {
      name: '',
      text: '',
      from: '',
      to: '',
      target: 'sales',
      threshold: '',
      amount: '',
      every: '',
      maximum: '',
      budget: '',
      groups: [],
      tiers: [],
    };
  const { metric, threshold } = spiff.goal;
  const { currency } = spiff.amount;
  return {
    name: spiff.name,
    text: spiff.text,
    from: spiff.from,
    to: spiff.to,
    target: spiff.first_sale ? 'first' : metric,
    threshold: written(metric, threshold, currency),
    amount: decimal(spiff.amount),
    every: spiff.every > 0 ? written(metric, spiff.every, currency) : '',
    maximum: spiff.maximum ? decimal(spiff.maximum) : '',
    budget: spiff.budget ? decimal(spiff.budget) : '',
    groups: spiff.groups,
    tiers: spiff.tiers,
  };
}

/** So much of a metric as it is typed: a number, or an amount in minor units; 0 for neither. */
function read(metric: Metric, text: string, currency: string): number {
  if (metric === 'revenue') return parseMoney(text, currency)?.amount ?? 0;
  return /^\d{1,12}$/.test(text.trim()) ? Number(text.trim()) : 0;
}

const none = (currency: string) => ({ amount: 0, currency });

/** What a draft says of a new SPIFF. */
export function inputOf(draft: Draft, currency: string): ManagerSpiffInput {
  const metric: Metric = draft.target === 'first' ? 'sales' : draft.target;
  const first = draft.target === 'first';
  const maximum = parseMoney(draft.maximum, currency);
  const budget = parseMoney(draft.budget, currency);
  return {
    name: draft.name.trim(),
    text: draft.text.trim(),
    from: draft.from,
    to: draft.to,
    goal: { metric, threshold: first ? 1 : read(metric, draft.threshold, currency) },
    first_sale: first,
    amount: parseMoney(draft.amount, currency) ?? none(currency),
    every: first ? 0 : read(metric, draft.every, currency),
    groups: draft.groups,
    tiers: draft.tiers,
    ...(maximum && draft.every.trim() !== '' ? { maximum } : {}),
    ...(budget ? { budget } : {}),
  };
}

/** What a draft changes of a kept SPIFF: of one that is active, what partners rely on is left out. */
export function patchOf(draft: Draft, spiff: ManagerSpiff): ManagerSpiffPatch {
  const { currency } = spiff.amount;
  const { first_sale: _, goal, amount, every, from, ...rest } = inputOf(draft, currency);
  const fixed = spiff.status === 'active' ? {} : { goal, amount, every: every ?? 0, from };
  return {
    ...rest,
    ...fixed,
    maximum: rest.maximum ?? none(currency),
    budget: rest.budget ?? none(currency),
    version: spiff.version,
  };
}
