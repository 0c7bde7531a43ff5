import type { Translate } from '../../i18n';

type Row = { type: string; count?: number; kind?: string; offer?: string; reason?: string };

const kinds = ['sale', 'recurring', 'lead', 'signup', 'refund', 'chargeback'] as const;

/** What happened, in a sentence. A type that this page does not know yet is shown as it is. */
export function activityText(row: Row, t: Translate): string {
  const kind = kinds.find((one) => one === row.kind);
  const key = `activity.${row.type.replace('.', '_')}` as 'activity.commission_approved';
  const said = t(key, {
    count: row.count ?? 1,
    kind: kind ? t(`kind.${kind}`) : t('activity.event'),
    defaultValue: row.type,
  });
  const detail = row.reason ?? row.offer;
  return detail ? `${said} · ${detail}` : said;
}
