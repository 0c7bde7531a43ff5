import { type Translate, t } from '../../i18n';

/** Why a commission is held, declined or reversed: what somebody wrote, or a rule's name in words. */
export const reasonText = (reason: string): string =>
  t(`commissions.because.${reason}` as Parameters<Translate>[0], { defaultValue: reason });
