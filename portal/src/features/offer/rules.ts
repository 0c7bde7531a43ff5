import type { ConditionGroup, OfferCap, OfferRate, OfferVolume, RateScope } from '../../api';
import { decimal, parseMoney } from '../../kit/format';
import { draftOf, type RewardDraft, readRate } from './reward';

/** What an offer says beyond one reward, as the API has it. */
export type Rules = {
  conditions?: ConditionGroup[];
  rates?: OfferRate[];
  renewals?: { months?: number; payments?: number };
  volume?: OfferVolume;
  caps?: OfferCap[];
};

export const fields = ['country', 'amount', 'payment', 'customer', 'coupon', 'product', 'category'] as const;
export const operators = [
  'is',
  'is_not',
  'in',
  'not_in',
  'gt',
  'gte',
  'lt',
  'lte',
  'contains',
  'starts_with',
] as const;
export const scopes = [
  'coupon',
  'partner_id',
  'tier_id',
  'group_id',
  'product',
  'category',
  'payment',
] as const;
export const volumePeriods = ['month', 'quarter', 'year', 'all'] as const;
export const capPeriods = ['day', 'week', 'month', 'quarter', 'year', 'all'] as const;
export const capOwners = ['partner', 'customer', 'offer'] as const;

export type ConditionDraft = {
  id: number;
  field: (typeof fields)[number] | 'metadata';
  key: string;
  operator: (typeof operators)[number];
  values: string;
};
export type GroupDraft = { id: number; match: 'all' | 'any'; conditions: ConditionDraft[] };
export type PartDraft = { id: number; kind: (typeof scopes)[number]; value: string };
export type RateDraft = {
  id: number;
  name: string;
  parts: PartDraft[];
  groups: GroupDraft[];
  reward: RewardDraft;
};
export type LevelDraft = { id: number; from: string; reward: RewardDraft };
export type VolumeDraft = {
  by: 'amount' | 'count';
  per: (typeof volumePeriods)[number];
  mode: 'marginal' | 'retroactive';
  levels: LevelDraft[];
};
export type CapDraft = {
  id: number;
  of: (typeof capOwners)[number];
  per: (typeof capPeriods)[number];
  amount: string;
  soft: boolean;
};
export type RulesDraft = {
  groups: GroupDraft[];
  rates: RateDraft[];
  months: string;
  payments: string;
  volume: VolumeDraft | undefined;
  caps: CapDraft[];
};

let last = 0;
const next = () => {
  last += 1;
  return last;
};

export const emptyCondition = (): ConditionDraft => ({
  id: next(),
  field: 'country',
  key: '',
  operator: 'is',
  values: '',
});
export const emptyGroup = (): GroupDraft => ({ id: next(), match: 'all', conditions: [emptyCondition()] });
export const emptyPart = (): PartDraft => ({ id: next(), kind: 'product', value: '' });
export const emptyRate = (): RateDraft => ({
  id: next(),
  name: '',
  parts: [emptyPart()],
  groups: [],
  reward: draftOf(undefined),
});
export const emptyLevel = (): LevelDraft => ({ id: next(), from: '', reward: draftOf(undefined) });
export const emptyVolume = (): VolumeDraft => ({
  by: 'amount',
  per: 'month',
  mode: 'marginal',
  levels: [emptyLevel()],
});
export const emptyCap = (): CapDraft => ({
  id: next(),
  of: 'partner',
  per: 'month',
  amount: '',
  soft: false,
});

/** Rules as they are typed. */
export function rulesDraft(rules: Rules): RulesDraft {
  const { months = 0, payments = 0 } = rules.renewals ?? {};
  return {
    groups: groupDrafts(rules.conditions),
    rates: (rules.rates ?? []).map((rate) => ({
      id: next(),
      name: rate.name ?? '',
      parts: scopes.flatMap((kind) => {
        const value = rate.for[kind];
        return value ? [{ id: next(), kind, value }] : [];
      }),
      groups: groupDrafts(rate.conditions),
      reward: draftOf(rate.reward),
    })),
    months: months > 0 ? String(months) : '',
    payments: payments > 0 ? String(payments) : '',
    volume: rules.volume && {
      by: rules.volume.by,
      per: rules.volume.per,
      mode: rules.volume.mode,
      levels: rules.volume.levels.map((level) => ({
        id: next(),
        from: level.from_amount ? decimal(level.from_amount) : String(level.from_count ?? ''),
        reward: draftOf(level.reward),
      })),
    },
    caps: (rules.caps ?? []).map((cap) => ({
      id: next(),
      of: cap.of,
      per: cap.per,
      amount: decimal(cap.amount),
      soft: cap.soft ?? false,
    })),
  };
}

function groupDrafts(groups: ConditionGroup[] | undefined): GroupDraft[] {
  return (groups ?? []).map((group) => ({
    id: next(),
    match: group.match,
    conditions: group.conditions.map((one) => {
      const known = fields.find((field) => field === one.field);
      return {
        id: next(),
        field: known ?? 'metadata',
        key: known ? '' : one.field.replace('metadata.', ''),
        operator: one.operator,
        values: one.values.join(', '),
      };
    }),
  }));
}

/** Reads typed rules; undefined while something in them cannot be read. */
export function readRules(draft: RulesDraft, currency: string): Rules | undefined {
  const rates = draft.rates.map((rate) => {
    const reward = readRate(rate.reward, currency);
    return (
      reward && {
        ...(rate.name ? { name: rate.name } : {}),
        for: scopeOf(rate),
        reward,
        ...conditionsOf(rate.groups),
      }
    );
  });
  const levels = draft.volume?.levels.map((level) => {
    const reward = readRate(level.reward, currency);
    const amount = parseMoney(level.from, currency);
    const times = /^\d{1,9}$/.test(level.from.trim()) ? Number(level.from) : undefined;
    if (draft.volume?.by === 'amount') return reward && amount && { from_amount: amount, reward };
    return reward && times !== undefined ? { from_count: times, reward } : undefined;
  });
  const caps = draft.caps.map((cap) => {
    const amount = parseMoney(cap.amount, currency);
    return (
      amount && {
        of: cap.of,
        per: cap.per,
        amount,
        ...(cap.of === 'offer' && cap.soft ? { soft: true } : {}),
      }
    );
  });
  const whole = <T>(list: (T | undefined)[]): list is T[] => list.every((one) => one !== undefined);
  if (!whole(rates) || !whole(caps) || (levels && !whole(levels))) return undefined;
  const renewals = { months: Number(draft.months), payments: Number(draft.payments) };
  return {
    ...conditionsOf(draft.groups),
    ...(rates.length > 0 ? { rates } : {}),
    ...(renewals.months > 0 || renewals.payments > 0 ? { renewals } : {}),
    ...(draft.volume && levels
      ? { volume: { by: draft.volume.by, per: draft.volume.per, mode: draft.volume.mode, levels } }
      : {}),
    ...(caps.length > 0 ? { caps } : {}),
  };
}

function scopeOf(rate: RateDraft): RateScope {
  return Object.fromEntries(
    rate.parts.filter((part) => part.value.trim() !== '').map((part) => [part.kind, part.value.trim()]),
  );
}

function conditionsOf(groups: GroupDraft[]): { conditions?: ConditionGroup[] } {
  if (groups.length === 0) return {};
  return {
    conditions: groups.map((group) => ({
      match: group.match,
      conditions: group.conditions.map((one) => ({
        field: one.field === 'metadata' ? `metadata.${one.key.trim()}` : one.field,
        operator: one.operator,
        values: (one.operator === 'in' || one.operator === 'not_in' ? one.values.split(',') : [one.values])
          .map((value) => value.trim())
          .filter(Boolean),
      })),
    })),
  };
}

/** A list with the entry of that id put in its place, or taken out. */
export function put<T extends { id: number }>(list: T[], id: number, value?: T): T[] {
  return list.flatMap((one) => (one.id === id ? (value ? [value] : []) : [one]));
}
