import { Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PartnerLink, PartnerLinkDetail } from '../../api';
import { getLinkOptions, updateLinkMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import { Facts } from '../../kit/Facts';
import { count, date, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { DetailSkeleton } from '../../kit/Skeletons';
import { failed, said } from '../../kit/toast';
import { LinkQr } from './LinkQr';
import styles from './Links.module.css';
import { linkName } from './name';

/** One link: its address, its QR code, what it brought, and whether it works. */
export function LinkDetail({ id, row }: { id: string; row: PartnerLink | undefined }) {
  const { path } = usePartnerPlace();
  const query = useQuery(getLinkOptions({ path: { ...path, link: id } }));
  return (
    <Loaded query={query} skeleton={<DetailSkeleton />}>
      {(link) => <Found link={link} row={row} />}
    </Loaded>
  );
}

function Found({ link, row }: { link: PartnerLinkDetail; row: PartnerLink | undefined }) {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const queryClient = useQueryClient();
  const update = useMutation({
    ...updateLinkMutation(),
    onSuccess: (next) => {
      void queryClient.invalidateQueries();
      said(next.active ? t('links.nowActive') : t('links.nowInactive'));
    },
    onError: failed,
  });
  const set = (active: boolean) =>
    update.mutate({
      path: { ...path, link: link.id },
      body: { active },
      headers: { 'If-Match': `"${link.version}"` },
    });
  const subs = [link.sub1, link.sub2, link.sub3, link.sub4, link.sub5];
  const numbers = row
    ? [
        { label: t('stat.clicks'), value: count(row.clicks) },
        { label: t('stat.conversions'), value: count(row.conversions) },
        { label: t('links.revenue'), value: money(row.revenue) },
        { label: t('links.commission'), value: money(row.commission) },
      ]
    : [];
  return (
    <>
      <CopyField value={link.url} label={linkName(link, t)} primary />
      <LinkQr link={link} />
      <Switch
        checked={link.active}
        disabled={update.isPending}
        onChange={(e) => set(e.currentTarget.checked)}
        label={t('links.works')}
        description={t('links.worksHint')}
      />
      {!link.active && <p className={styles.hint}>{t('links.inactiveNote')}</p>}
      <Facts
        facts={[
          { label: t('links.name'), value: linkName(link, t) },
          { label: t('links.destination'), value: link.destination },
          ...numbers,
          ...subs.map((value, i) => ({ label: `sub${i + 1}`, value, show: Boolean(value) })),
          ...Object.entries(link.utm).map(([key, value]) => ({
            label: `utm_${key}`,
            value,
            show: Boolean(value),
          })),
          { label: t('links.created'), value: date(link.created_at, zone) },
        ]}
      />
    </>
  );
}
