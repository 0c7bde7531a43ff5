import type { ManagerOfferVersion, ManagerReward, RateReward } from '../../api';
import type { Translate } from '../../i18n';
import { decimal, parseMoney, parsePercent } from '../../kit/format';

export type RewardDraft = { kind: 'percent' | 'flat' | 'nothing'; value: string };

/** What an offer pays for, in words. */
export function actionText(version: ManagerOfferVersion | undefined, t: Translate): string {
  if (!version) return '–';
  if (version.action === 'recurring') return t('action.renewal');
  return t(version.recurring ? 'action.recurring' : `action.${version.action}`);
}

/** A reward as it is typed. */
export function draftOf(reward: RateReward | undefined): RewardDraft {
  if (!reward) return { kind: 'percent', value: '' };
  if (reward.kind === 'nothing') return { kind: 'nothing', value: '' };
  if (reward.kind === 'flat') return { kind: 'flat', value: reward.amount ? decimal(reward.amount) : '' };
  return { kind: 'percent', value: String((reward.basis_points ?? 0) / 100) };
}

/** Reads a typed reward; undefined where it is none. */
export function readRate({ kind, value }: RewardDraft, currency: string): RateReward | undefined {
  if (kind === 'nothing') return { kind };
  if (kind === 'percent') {
    const points = parsePercent(value);
    return points === undefined ? undefined : { kind, basis_points: points };
  }
  const amount = parseMoney(value, currency);
  return amount && amount.amount > 0 ? { kind, amount } : undefined;
}

/** Reads an offer's own reward; nothing is none. */
export function readReward(draft: RewardDraft, currency: string): ManagerReward | undefined {
  const read = readRate(draft, currency);
  return read && read.kind !== 'nothing' ? { ...read, kind: read.kind } : undefined;
}
