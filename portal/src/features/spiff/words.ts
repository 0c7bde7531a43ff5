import type { ManagerSpiff } from '../../api';
import type { Translate } from '../../i18n';
import { figureText } from '../../kit/goal';

/** What is to be reached, in words. */
export function targetText(spiff: ManagerSpiff, t: Translate): string {
  const { currency } = spiff.amount;
  if (spiff.first_sale) return t('spiffs.firstSale');
  const goal = figureText(spiff.goal.metric, spiff.goal.threshold, currency, t);
  if (spiff.every === 0) return goal;
  return t('goal.andEvery', { goal, every: figureText(spiff.goal.metric, spiff.every, currency, t) });
}
