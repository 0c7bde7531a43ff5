import type { Exchanged } from '../../api';
import type { Translate } from '../../i18n';

/** A rate that was frozen, with its day: 1 EUR = 1.0833 USD, rate of 2026-03-10. */
export const rateText = (from: string, sent: Exchanged, t: Translate) =>
  t('payouts.rateOf', { from, rate: sent.rate, to: sent.amount.currency, day: sent.day });
