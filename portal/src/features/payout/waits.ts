import type { Translate } from '../../i18n';

/** Why a partner waits for the next run; a reason that is not known here is a general one. */
export const waitText = (word: string, t: Translate) =>
  t(`waits.${word}` as 'waits.other', { defaultValue: t('waits.other') });
