import { useQuery } from '@tanstack/react-query';
import { Ticket } from 'lucide-react';
import type { PartnerCoupon } from '../../api';
import { listOwnCouponsOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { CopyText } from '../../kit/CopyText';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { date } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { Pill } from '../../kit/Pill';
import { rewardText } from '../../kit/reward';
import { TableSkeleton } from '../../kit/Skeletons';
import styles from './Links.module.css';

/** The partner's codes: a sale with one is theirs, with or without a click. `alone`: nothing else is on the page. */
export function Codes({ alone = false }: { alone?: boolean }) {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const codes = useQuery(listOwnCouponsOptions({ path, query: { limit: 200 } }));
  const columns: Column<PartnerCoupon>[] = [
    {
      id: 'code',
      head: t('codes.code'),
      card: 'title',
      cell: (row) => <CopyText value={row.code} />,
    },
    {
      id: 'reward',
      head: t('codes.pays'),
      card: 'amount',
      cell: (row) => (row.reward ? rewardText(row.reward) : t('codes.asOffer')),
    },
    {
      id: 'until',
      head: t('codes.until'),
      muted: true,
      card: 'meta',
      cell: (row) => (row.until ? date(row.until, zone) : t('codes.forEver')),
    },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => (
        <Pill tone={row.status === 'active' ? 'good' : 'plain'}>{t(`codes.${row.status}`)}</Pill>
      ),
    },
  ];
  if (!alone && codes.data?.data.length === 0) return null;
  return (
    <section aria-label={t('codes.title')} className={styles.codes}>
      {!alone && (
        <div>
          <h2>{t('codes.title')}</h2>
          <p className={styles.hint}>{t('codes.text')}</p>
        </div>
      )}
      <Loaded query={codes} skeleton={<TableSkeleton columns={4} rows={2} />}>
        {({ data: rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty icon={Ticket} title={t('codes.none')} text={t('codes.noneText')} />
            </Card>
          ) : (
            <DataTable label={t('codes.title')} columns={columns} rows={rows} rowKey={(row) => row.code} />
          )
        }
      </Loaded>
    </section>
  );
}
