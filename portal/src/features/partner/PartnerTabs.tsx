import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ManagerPartnerDetail } from '../../api';
import {
  listCouponsOptions,
  listCustomersOptions,
  listPartnerActivityOptions,
  listPartnerPayoutsOptions,
  manageCommissionsOptions,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { date, dateTime, money, signedMoney } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { Timeline } from '../../kit/Timeline';
import { HoldoutLink } from './HoldoutLink';
import styles from './Partners.module.css';

type Props = { partner: ManagerPartnerDetail };

/** The newest of what the partner has earned, and what it was paid. */
export function Money({ partner }: Props) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const earned = useQuery(manageCommissionsOptions({ path, query: { partner: partner.id, limit: 20 } })).data
    ?.data;
  const paid = useQuery(
    listPartnerPayoutsOptions({ path: { ...path, partner: partner.id }, query: { limit: 20 } }),
  ).data?.data;
  return (
    <>
      <Lines
        title={t('partners.latestCommissions')}
        lines={(earned ?? []).map((one) => ({
          id: one.id,
          text: one.offer,
          meta: `${date(one.occurred_at, zone)} · ${t(`status.${one.status}`)}`,
          amount: money(one.amount),
        }))}
      />
      <Lines
        title={t('nav.payouts')}
        lines={(paid ?? []).map((one) => ({
          id: one.id,
          text: t(`payoutStatus.${one.status}`),
          meta: date(one.paid_at ?? one.requested_at, zone),
          amount: money(one.amount),
        }))}
      />
      {earned?.length === 0 && paid?.length === 0 && (
        <p className={styles.text}>{t('partners.nothingYet')}</p>
      )}
      <Link to="/m/$program/commissions" params={path} className="link">
        {t('partners.allCommissions')}
      </Link>
    </>
  );
}

/** By what the partner brings people, and whom it has brought. */
export function Reach({ partner }: Props) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const query = { partner: partner.id, limit: 20 };
  const codes = useQuery(listCouponsOptions({ path, query })).data?.data ?? [];
  const customers = useQuery(listCustomersOptions({ path, query })).data?.data ?? [];
  return (
    <>
      <Lines
        title={t('partners.links', { count: partner.links.length })}
        lines={partner.links.map((link) => ({
          id: link.id,
          text: link.name || t('links.default'),
          meta: link.url.replace(/^https?:\/\/[^/]+/, ''),
          amount: link.holdout ? t('partners.holdoutTag') : link.active ? '' : t('links.inactive'),
        }))}
      />
      {partner.status === 'active' && <HoldoutLink id={partner.id} />}
      <Lines
        title={t('nav.coupons')}
        lines={codes.map((one) => ({ id: one.code, text: one.code, meta: one.source, amount: '' }))}
      />
      <Lines
        title={t('nav.customers')}
        lines={customers.map((one) => ({
          id: one.id,
          text: one.contact ?? `…${one.id.slice(-4)}`,
          meta: date(one.created_at, zone),
          amount: one.first_paid_at ? t('partners.bought') : '',
        }))}
      />
    </>
  );
}

/** What happened with the partner lately. */
export function History({ partner }: Props) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const rows = useQuery(
    listPartnerActivityOptions({ path: { ...path, partner: partner.id }, query: { limit: 50 } }),
  ).data?.data;
  if (rows?.length === 0) return <p className={styles.text}>{t('partners.nothingYet')}</p>;
  return (
    <Timeline
      title={t('partners.tabs.history')}
      steps={(rows ?? []).map((row) => ({
        id: row.id,
        label: t(`activity.${row.type.replaceAll('.', '_')}` as 'activity.commission_approved', {
          count: row.count ?? 1,
          kind: row.kind ? t(`kind.${row.kind}` as 'kind.sale') : '',
          defaultValue: row.type,
        }),
        state: 'done',
        when: dateTime(row.at, zone),
        note: [row.amount ? signedMoney(row.amount) : '', row.reason ?? ''].filter(Boolean).join(' · '),
      }))}
    />
  );
}
