import type { Paid } from '../api';
import type { Translate } from '../i18n';
import { money } from './format';

/** What was paid in another currency, with the rate at which it was converted. */
export const paidText = (t: Translate, paid: Paid) =>
  t('commissions.paidAt', { amount: money(paid.amount), rate: paid.rate, day: paid.day });
