import { type Money, money, percent } from './format';

/** What an offer pays: a share or an amount. */
export type Reward = { kind: 'percent' | 'flat'; basis_points?: number; amount?: Money };

/** A reward as it is read: "30%" or "€12.00". */
export function rewardText(reward: Reward): string {
  if (reward.kind === 'flat') return reward.amount ? money(reward.amount) : '';
  return percent(reward.basis_points ?? 0);
}
