import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { CalendarClock, Wallet } from 'lucide-react';
import type { ManagerBatch } from '../../api';
import {
  listPayoutBatchesInfiniteOptions,
  planPayoutBatchMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { count, dateTime, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { failed } from '../../kit/toast';
import { usePages } from '../../kit/usePages';
import { Batch } from './Batch';
import { batchTones, railText } from './status';

const route = getRouteApi('/m/$program/payouts');

/** The payout runs; `?id=` opens one of them in place of the list. */
export function Batches() {
  const { id } = route.useSearch();
  return id ? <Batch id={id} /> : <List />;
}

function List() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const pages = usePages(listPayoutBatchesInfiniteOptions({ path, query: { limit: 25 } }));
  const plan = useMutation({
    ...planPayoutBatchMutation(),
    onSuccess: (batch) => {
      void queryClient.invalidateQueries();
      void navigate({ search: { id: batch.id } });
    },
    onError: failed,
  });
  const button = (
    <Button
      leftSection={<CalendarClock size={16} aria-hidden="true" />}
      loading={plan.isPending}
      onClick={() => plan.mutate({ path })}
    >
      {t('batches.plan')}
    </Button>
  );
  const columns: Column<ManagerBatch>[] = [
    { id: 'date', head: t('batches.created'), card: 'title', cell: (row) => dateTime(row.created_at, zone) },
    { id: 'rail', head: t('payouts.rail'), muted: true, cell: (row) => railText(row.rail, t) },
    { id: 'payouts', head: t('batches.payouts'), end: true, cell: (row) => count(row.payouts) },
    {
      id: 'paid',
      head: t('batches.paid'),
      end: true,
      muted: true,
      card: 'meta',
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
    <Screen>
      <PageHead title={t('nav.payouts')}>{button}</PageHead>
      <Loaded query={pages} skeleton={<TableSkeleton columns={6} rows={4} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty icon={Wallet} title={t('batches.none')} text={t('batches.noneText')} action={button} />
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
    </Screen>
  );
}
