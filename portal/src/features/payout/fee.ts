import type { PartnerPayoutOption } from '../../api';
import type { Translate } from '../../i18n';
import { money, percent } from '../../kit/format';

/** What a method costs the partner, in words. */
export function feeText(option: PartnerPayoutOption, t: Translate): string {
  const share = percent(option.basis_points);
  const flat = money(option.flat);
  const most =
    option.cap && option.basis_points > 0 ? `, ${t('method.feeMost', { amount: money(option.cap) })}` : '';
  if (option.flat.amount === 0 && option.basis_points === 0) return t('method.free');
  if (option.basis_points === 0) return t('method.fee', { amount: flat });
  if (option.flat.amount === 0) return t('method.feeShare', { share }) + most;
  return t('method.feeBoth', { amount: flat, share }) + most;
}
