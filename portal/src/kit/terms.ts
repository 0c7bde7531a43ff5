import type {
  ConditionGroup,
  OfferCap,
  OfferCondition,
  OfferRenewals,
  OfferVolume,
  VolumeLevel,
} from '../api';
import type { Translate } from '../i18n';
import { count, money } from './format';
import { type Reward, rewardText } from './reward';

/** Whom and what a rate is for. */
export type Scope = {
  coupon?: string;
  partner_id?: string;
  tier_id?: string;
  group_id?: string;
  product?: string;
  category?: string;
  payment?: 'first' | 'renewal';
};

type Rate = { reward: Reward; conditions?: ConditionGroup[] };

/** What an offer says beyond one reward; a partner's rates have their scope beside the reward. */
export type Terms = {
  conditions?: ConditionGroup[];
  rates?: ((Rate & { for: Scope }) | (Rate & Scope))[];
  renewals?: OfferRenewals;
  volume?: OfferVolume;
  caps?: OfferCap[];
};

/** Finds the name of a partner, tier or group. */
export type Names = (id: string) => string;

const fields = ['country', 'amount', 'payment', 'customer', 'coupon', 'product', 'category'] as const;

/** What an offer says, one sentence each, in the order in which it is decided. */
export function termsText(terms: Terms, t: Translate, names: Names = (id) => id): string[] {
  const out = (terms.conditions ?? []).map((group) => t('terms.only', { condition: groupText(group, t) }));
  for (const rate of terms.rates ?? []) out.push(rateText(rate, t, names));
  const { months = 0, payments = 0 } = terms.renewals ?? {};
  if (months > 0) out.push(t('terms.months', { count: months }));
  if (payments > 0) out.push(t('terms.payments', { count: payments }));
  for (const level of terms.volume?.levels ?? []) out.push(levelText(level, terms.volume as OfferVolume, t));
  if (terms.volume?.mode === 'retroactive') out.push(t('terms.retroactive'));
  for (const cap of terms.caps ?? []) out.push(capText(cap, t));
  return out;
}

/** A group of conditions: "the country is DE or AT and the amount is at least 50". */
function groupText(group: ConditionGroup, t: Translate): string {
  return group.conditions.map((one) => conditionText(one, t)).join(t(`terms.join.${group.match}`));
}

function conditionText({ field, operator, values }: OfferCondition, t: Translate): string {
  if (field === 'other') return t('terms.other');
  const known = fields.find((one) => one === field);
  const name = known ? t(`terms.field.${known}`) : field.replace('metadata.', '');
  return t(`terms.operator.${operator}`, { name, value: values.join(t('terms.join.any')) });
}

function rateText(rate: (Rate & { for: Scope }) | (Rate & Scope), t: Translate, names: Names): string {
  const of: Scope = 'for' in rate ? rate.for : rate;
  const parts = [
    of.coupon && t('terms.scope.coupon', { name: of.coupon }),
    of.partner_id && t('terms.scope.partner', { name: names(of.partner_id) }),
    of.tier_id && t('terms.scope.tier', { name: names(of.tier_id) }),
    of.group_id && t('terms.scope.group', { name: names(of.group_id) }),
    of.product && t('terms.scope.product', { name: of.product }),
    of.category && t('terms.scope.category', { name: of.category }),
    of.payment && t(`terms.scope.${of.payment}`),
    ...(rate.conditions ?? []).map((group) => t('terms.if', { condition: groupText(group, t) })),
  ].filter(Boolean);
  const what = parts.join(', ');
  return rate.reward.kind === 'nothing'
    ? t('terms.nothing', { what })
    : t('terms.rate', { reward: rewardText(rate.reward), what });
}

function levelText(level: VolumeLevel, volume: OfferVolume, t: Translate): string {
  const from =
    volume.by === 'amount' && level.from_amount
      ? money(level.from_amount)
      : t('terms.events', { count: level.from_count ?? 0, shown: count(level.from_count ?? 0) });
  return t('terms.level', { reward: rewardText(level.reward), from, per: t(`terms.per.${volume.per}`) });
}

function capText(cap: OfferCap, t: Translate): string {
  const text = t(`terms.cap.${cap.of}`, { amount: money(cap.amount), per: t(`terms.per.${cap.per}`) });
  return cap.soft ? `${text} ${t('terms.soft')}` : text;
}
