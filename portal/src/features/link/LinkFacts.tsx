import type { PartnerLink, PartnerLinkDetail, PartnerLinkRule } from '../../api';
import { usePartnerPlace } from '../../app/place';
import { type Translate, useTranslation } from '../../i18n';
import { Facts } from '../../kit/Facts';
import { count, date, money, percent } from '../../kit/format';
import { linkName } from './name';

/** What a link says and what it brought, line by line. */
export function LinkFacts({ link, row }: { link: PartnerLinkDetail; row: PartnerLink | undefined }) {
  const { t } = useTranslation();
  const { zone } = usePartnerPlace();
  const subs = [link.sub1, link.sub2, link.sub3, link.sub4, link.sub5];
  const numbers = row
    ? [
        { label: t('stat.clicks'), value: count(row.clicks) },
        { label: t('links.scans'), value: count(row.scans) },
        { label: t('stat.conversions'), value: count(row.conversions) },
        { label: t('links.revenue'), value: money(row.revenue) },
        { label: t('links.commission'), value: money(row.commission) },
      ]
    : [];
  return (
    <Facts
      facts={[
        { label: t('links.name'), value: linkName(link, t) },
        { label: t('links.destination'), value: link.destination },
        ...link.rules.map((rule, i) => ({
          label: t('links.ruleNumber', { number: i + 1 }),
          value: ruleText(rule, zone, t),
        })),
        ...numbers,
        ...subs.map((value, i) => ({ label: `sub${i + 1}`, value, show: Boolean(value) })),
        ...Object.entries(link.utm).map(([key, value]) => ({
          label: `utm_${key}`,
          value,
          show: Boolean(value),
        })),
        {
          label: t('links.ends'),
          value: link.expires_at && date(link.expires_at, zone),
          show: Boolean(link.expires_at),
        },
        { label: t('links.created'), value: date(link.created_at, zone) },
      ]}
    />
  );
}

/** A rule in one line: who, and where to. */
function ruleText(rule: PartnerLinkRule, zone: string, t: Translate): string {
  const who = [
    ...(rule.countries ?? []),
    ...(rule.devices ?? []).map((one) => t(`device.${one}`)),
    rule.from && `${t('links.from')} ${date(rule.from, zone)}`,
    rule.until && `${t('links.until')} ${date(rule.until, zone)}`,
    rule.share_basis_points && percent(rule.share_basis_points),
  ].filter(Boolean);
  return `${who.join(', ') || t('links.everybody')} → ${rule.destination.replace('https://', '')}`;
}
