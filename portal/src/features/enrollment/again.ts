import type { useTranslation } from '../../i18n';

/** When somebody who was turned down may apply again. */
export function again(days: string, t: ReturnType<typeof useTranslation>['t']): string {
  if (days === '-1') return t('applications.never');
  if (days === '0') return t('applications.atOnce');
  return t('applications.afterDays', { count: Number(days) });
}
