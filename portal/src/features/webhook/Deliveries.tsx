import { Button } from '@mantine/core';
import { RotateCcw, Webhook } from 'lucide-react';
import { useState } from 'react';
import type { Hook, HookDelivery } from '../../api';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { dateTime } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { Pill, type Tone } from '../../kit/Pill';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { topicKey, useDesk } from './desk';
import styles from './Hooks.module.css';
import { ReplayFailed } from './ReplayFailed';

export const tones: Record<HookDelivery['status'], Tone> = {
  pending: 'info',
  retry: 'warn',
  ok: 'good',
  dead: 'bad',
};

/** How a delivery fares; what is sent for the first time is not sent again yet. */
export const stateOf = ({ status, attempts }: HookDelivery): HookDelivery['status'] =>
  status === 'retry' && attempts.length === 0 ? 'pending' : status;

/** The log of a hook: what was sent, when, how often, with which answer. */
export function Deliveries({ hook, openId }: { hook: Hook; openId: string | undefined }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const [replaying, setReplaying] = useState(false);
  const pages = usePages(
    {
      queryKey: [...desk.key, 'log', hook.id],
      queryFn: ({ pageParam }: { pageParam: unknown }) =>
        desk.log(hook.id, typeof pageParam === 'string' ? pageParam : undefined),
    },
    5000,
  );
  const answer = (row: HookDelivery) => {
    const last = row.attempts.at(-1);
    return last?.status ? String(last.status) : (last?.error ?? row.reason ?? '–');
  };
  const columns: Column<HookDelivery>[] = [
    {
      id: 'date',
      head: t('hooks.sent'),
      muted: true,
      card: 'meta',
      cell: (row) => dateTime(row.created_at, desk.zone),
    },
    {
      id: 'event',
      head: t('hooks.event'),
      card: 'title',
      cell: (row) => (
        <>
          {t(topicKey(row.topic), { defaultValue: row.topic })}
          {row.test && <span className={styles.mark}>{t('hooks.isTest')}</span>}
        </>
      ),
    },
    { id: 'answer', head: t('hooks.answer'), muted: true, cell: answer },
    {
      id: 'attempts',
      head: t('hooks.attempts'),
      end: true,
      muted: true,
      card: 'amount',
      cell: (row) => row.attempts.length,
    },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <Pill tone={tones[stateOf(row)]}>{t(`delivery.${stateOf(row)}`)}</Pill>,
    },
  ];
  return (
    <Loaded query={pages} skeleton={<TableSkeleton columns={5} rows={5} />}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Card title={t('hooks.log')}>
            <Empty icon={Webhook} title={t('hooks.noneSent')} text={t('hooks.noneSentText')} />
          </Card>
        ) : (
          <section aria-label={t('hooks.log')}>
            <div className={styles.logHead}>
              <h2>{hook.name ? t('hooks.logOf', { name: hook.name }) : t('hooks.log')}</h2>
              <May to="manage">
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<RotateCcw size={13} aria-hidden="true" />}
                  onClick={() => setReplaying(true)}
                >
                  {t('hooks.replayFailed')}
                </Button>
              </May>
            </div>
            <DataTable
              label={t('hooks.log')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) =>
                t('hooks.open', { event: t(topicKey(row.topic), { defaultValue: row.topic }) })
              }
              openId={openId}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
            <ReplayFailed hook={hook} opened={replaying} onClose={() => setReplaying(false)} />
          </section>
        )
      }
    </Loaded>
  );
}
