import type { ManagerCoupon, ManagerCouponReward } from '../../api';
import type { Translate } from '../../i18n';
import { decimal, money, parseMoney, parsePercent, percent } from '../../kit/format';

export type Kind = 'offer' | 'percent' | 'flat';
export type RewardDraft = { kind: Kind; value: string };

/** What a code pays, in words. */
export function payText(coupon: ManagerCoupon, t: Translate): string {
  const { basis_points, amount } = coupon.reward ?? {};
  if (basis_points) return percent(basis_points);
  return amount ? money(amount) : t('coupons.asOffer');
}

/** A kept reward as it is typed. */
export function draftOf(reward: ManagerCouponReward | undefined): RewardDraft {
  if (reward?.basis_points) return { kind: 'percent', value: String(reward.basis_points / 100) };
  if (reward?.amount) return { kind: 'flat', value: decimal(reward.amount) };
  return { kind: 'offer', value: '' };
}

/** Reads a typed reward; an empty one is the offer's, undefined is none. */
export function readReward({ kind, value }: RewardDraft, currency: string): ManagerCouponReward | undefined {
  if (kind === 'offer') return {};
  if (kind === 'percent') {
    const points = parsePercent(value);
    return points === undefined ? undefined : { basis_points: points };
  }
  const amount = parseMoney(value, currency);
  return amount && amount.amount > 0 ? { amount } : undefined;
}
