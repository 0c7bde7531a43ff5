import { type Money, money, percent } from './format';

/** What an offer pays: a share, an amount, or nothing for what is excluded. */
export type Reward = { kind: 'percent' | 'flat' | 'nothing'; basis_points?: number; amount?: Money };

/** A reward as it is read: "30%" or "€12.00". */
export function rewardText(reward: Reward): string {
  if (reward.kind === 'nothing') return '0%';
  if (reward.kind === 'flat') return reward.amount ? money(reward.amount) : '';
  return percent(reward.basis_points ?? 0);
}
