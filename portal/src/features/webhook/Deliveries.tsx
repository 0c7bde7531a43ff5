import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCcw, Webhook } from 'lucide-react';
import type { PartnerDelivery } from '../../api';
import { listDeliveriesInfiniteOptions, replayDeliveryMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { dateTime } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { Pill, type Tone } from '../../kit/Pill';
import { TableSkeleton } from '../../kit/Skeletons';
import { failed, said } from '../../kit/toast';
import { usePages } from '../../kit/usePages';
import { topicKey } from './macros';

const tones: Record<PartnerDelivery['status'], Tone> = {
  pending: 'info',
  retry: 'warn',
  ok: 'good',
  dead: 'bad',
};

/** The log of the postbacks sent: what, when, how often, with which answer. */
export function Deliveries() {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const queryClient = useQueryClient();
  const pages = usePages(listDeliveriesInfiniteOptions({ path, query: { limit: 25 } }), 5000);
  const replay = useMutation({
    ...replayDeliveryMutation(),
    onSuccess: () => {
      said(t('postback.replayed'));
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  const answer = (row: PartnerDelivery) => {
    const last = row.attempts.at(-1);
    return last?.status ? String(last.status) : (last?.error ?? row.reason ?? '–');
  };
  const columns: Column<PartnerDelivery>[] = [
    {
      id: 'date',
      head: t('postback.sent'),
      muted: true,
      card: 'meta',
      cell: (row) => dateTime(row.created_at, zone),
    },
    {
      id: 'event',
      head: t('postback.event'),
      card: 'title',
      cell: (row) => t(topicKey(row.topic), { defaultValue: row.topic }),
    },
    { id: 'answer', head: t('postback.answer'), muted: true, cell: answer },
    {
      id: 'attempts',
      head: t('postback.attempts'),
      end: true,
      muted: true,
      cell: (row) => row.attempts.length,
    },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <Pill tone={tones[row.status]}>{t(`delivery.${row.status}`)}</Pill>,
    },
    {
      id: 'again',
      head: t('postback.act'),
      end: true,
      card: 'amount',
      cell: (row) => (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<RotateCcw size={13} aria-hidden="true" />}
          loading={replay.isPending && replay.variables.path.delivery === row.id}
          onClick={() => replay.mutate({ path: { ...path, delivery: row.id } })}
        >
          {t('postback.again')}
        </Button>
      ),
    },
  ];
  return (
    <Loaded query={pages} skeleton={<TableSkeleton columns={5} rows={5} />}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Card title={t('postback.log')}>
            <Empty icon={Webhook} title={t('postback.none')} text={t('postback.noneText')} />
          </Card>
        ) : (
          <DataTable
            label={t('postback.log')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            more={pages.more}
            loadingMore={pages.loadingMore}
          />
        )
      }
    </Loaded>
  );
}
