import type { Translate } from '../../i18n';

/** What was done, in words: `payout.approve` is "Payout: approve". */
export function actName(t: Translate, action: string): string {
  const [kind = '', ...rest] = action.split('.');
  const verb = rest.join(' ').replaceAll('_', ' ');
  const known = t(`audit.kind.${kind}` as 'audit.kind.all', { defaultValue: kind.replaceAll('_', ' ') });
  return verb ? `${known}: ${verb}` : known;
}
