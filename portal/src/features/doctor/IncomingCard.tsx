import { useQuery } from '@tanstack/react-query';
import { Activity } from 'lucide-react';
import type { ManagerIncoming, ManagerIncomingList } from '../../api';
import { listIncomingOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { dateTime, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { TableSkeleton } from '../../kit/Skeletons';
import { VerdictPill } from '../../kit/VerdictPill';
import styles from './Doctor.module.css';

/** What comes in just now, with its verdict; what could not be read, with the reason. */
export function IncomingCard() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const incoming = useQuery<ManagerIncomingList>({
    ...(listIncomingOptions({ path }) as { queryKey: readonly unknown[] }),
    refetchInterval: 5000,
    meta: { quiet: true },
  });
  const columns: Column<ManagerIncoming>[] = [
    {
      id: 'at',
      head: t('conversions.when'),
      muted: true,
      card: 'meta',
      cell: (row) => dateTime(row.at, zone),
    },
    {
      id: 'what',
      head: t('doctor.what'),
      card: 'title',
      cell: (row) =>
        row.request !== undefined || !row.conversion_id ? (
          <code className={styles.request}>{row.request || '–'}</code>
        ) : (
          <>
            {row.event && t(`kind.${row.event}` as 'kind.sale', { defaultValue: row.event })}{' '}
            <code>{row.transaction_id}</code>
          </>
        ),
    },
    { id: 'source', head: t('conversions.source'), muted: true, cell: (row) => t(`source.${row.source}`) },
    {
      id: 'verdict',
      head: t('conversions.verdict'),
      card: 'status',
      cell: (row) => <VerdictPill verdict={row.verdict} />,
    },
    {
      id: 'why',
      head: t('doctor.why'),
      muted: true,
      cell: (row) =>
        row.reason === 'test_click'
          ? t('doctor.testArrived')
          : row.errors?.map((one) => `${one.location ?? ''} ${one.message ?? ''}`).join('; ') ||
            row.reason ||
            '–',
    },
    {
      id: 'amount',
      head: t('commissions.sale'),
      end: true,
      card: 'amount',
      cell: (row) => (row.amount ? money(row.amount) : '–'),
    },
  ];
  return (
    <section aria-label={t('doctor.incoming')}>
      <div className={styles.liveHead}>
        <h2>{t('doctor.incoming')}</h2>
        <span className={styles.hint}>{t('doctor.live')}</span>
      </div>
      <Loaded query={incoming} skeleton={<TableSkeleton columns={6} rows={6} />}>
        {({ data }) =>
          data.length === 0 ? (
            <Card>
              <Empty icon={Activity} title={t('doctor.none')} text={t('doctor.noneText')} />
            </Card>
          ) : (
            <DataTable
              label={t('doctor.incoming')}
              columns={columns}
              rows={data}
              rowKey={(row) => row.conversion_id ?? `${row.at} ${row.request ?? ''}`}
            />
          )
        }
      </Loaded>
    </section>
  );
}
