import { Wallet } from 'lucide-react';
import type { ManagerBatch } from '../../api';
import { listPayoutBatchesInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { count, dateTime, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { Pill } from '../../kit/Pill';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { PlanButton } from './PlanButton';
import { batchTones, railText } from './status';

/** The payout runs, a batch for each method, newest first. */
export function Runs() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const pages = usePages(listPayoutBatchesInfiniteOptions({ path, query: { limit: 25 } }));
  const columns: Column<ManagerBatch>[] = [
    { id: 'date', head: t('batches.created'), card: 'title', cell: (row) => dateTime(row.created_at, zone) },
    {
      id: 'rail',
      head: t('payouts.rail'),
      muted: true,
      card: 'meta',
      cell: (row) => railText(row.rail, t),
    },
    { id: 'payouts', head: t('batches.payouts'), end: true, cell: (row) => count(row.payouts) },
    {
      id: 'paid',
      head: t('batches.paid'),
      end: true,
      muted: true,
      cell: (row) => t('batches.paidOf', { paid: row.paid, all: row.payouts }),
    },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <Pill tone={batchTones[row.status]}>{t(`batch.${row.status}`)}</Pill>,
    },
    {
      id: 'total',
      head: t('batches.total'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{money(row.total)}</strong>,
    },
  ];
  return (
    <Loaded query={pages} skeleton={<TableSkeleton columns={6} rows={4} />}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Card>
            <Empty
              icon={Wallet}
              title={t('batches.none')}
              text={t('batches.noneText')}
              action={<PlanButton />}
            />
          </Card>
        ) : (
          <DataTable
            label={t('nav.payouts')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            rowLabel={(row) => t('batches.open', { date: dateTime(row.created_at, zone) })}
            more={pages.more}
            loadingMore={pages.loadingMore}
          />
        )
      }
    </Loaded>
  );
}
