import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Wallet } from 'lucide-react';
import { useState } from 'react';
import type { ManagerBatch, ManagerPayout } from '../../api';
import { listBatchPayoutsOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { count, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { TableSkeleton } from '../../kit/Skeletons';
import styles from './Batch.module.css';
import { MarkEnded } from './MarkEnded';
import { MarkPaid } from './MarkPaid';
import { PayoutPill } from './PayoutPill';
import { Reference } from './Reference';
import { rateText } from './rate';

const settleable = new Set<ManagerPayout['status']>(['exported']);

/** The payouts of a run, one a partner; after the bank did its work each is marked paid with its reference. */
export function BatchPayouts({ batch }: { batch: ManagerBatch }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const [chosen, setChosen] = useState<ManagerPayout>();
  const [asking, setAsking] = useState<'paid' | 'failed' | 'returned'>();
  const payouts = useQuery(listBatchPayoutsOptions({ path, query: { batch: batch.id } }));
  const ask = (payout: ManagerPayout, as: 'paid' | 'failed' | 'returned') => {
    setChosen(payout);
    setAsking(as);
  };
  const acts = (row: ManagerPayout) =>
    row.status === 'paid' && !row.online ? (
      <May to="money">
        <span className={styles.acts}>
          <Button size="compact-xs" variant="subtle" onClick={() => ask(row, 'returned')}>
            {t('batches.markReturned')}
          </Button>
        </span>
      </May>
    ) : (
      settleable.has(row.status) && (
        <May to="money">
          <span className={styles.acts}>
            <Button size="compact-xs" variant="default" onClick={() => ask(row, 'failed')}>
              {t('batches.markFailed')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => ask(row, 'paid')}>
              {t('batches.markPaid')}
            </Button>
          </span>
        </May>
      )
    );
  const columns: Column<ManagerPayout>[] = [
    { id: 'partner', head: t('commissions.partner'), card: 'title', cell: (row) => row.partner.name },
    { id: 'payee', head: t('batches.payee'), muted: true, cell: (row) => `${row.payee_name} ${row.masked}` },
    {
      id: 'commissions',
      head: t('batches.commissions'),
      end: true,
      muted: true,
      cell: (row) => count(row.commissions),
    },
    {
      id: 'reference',
      head: t('payouts.reference'),
      muted: true,
      cell: (row) => <Reference payout={row} />,
    },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <PayoutPill status={row.status} />,
    },
    {
      id: 'amount',
      head: t('commissions.amount'),
      end: true,
      card: 'amount',
      cell: (row) => (
        <>
          <strong>{money(row.amount)}</strong>
          {row.sent && (
            <small className={styles.sent} title={rateText(row.amount.currency, row.sent, t)}>
              {money(row.sent.amount)}
            </small>
          )}
        </>
      ),
    },
    { id: 'act', head: t('batches.act'), end: true, card: 'meta', cell: acts },
  ];
  return (
    <>
      <Loaded query={payouts} skeleton={<TableSkeleton columns={6} rows={5} />}>
        {({ data: rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty icon={Wallet} title={t('batches.empty')} text={t('batches.emptyText')} />
            </Card>
          ) : (
            <DataTable label={t('batches.payouts')} columns={columns} rows={rows} rowKey={(row) => row.id} />
          )
        }
      </Loaded>
      {chosen && (
        <>
          <MarkPaid payout={chosen} opened={asking === 'paid'} onClose={() => setAsking(undefined)} />
          <MarkEnded
            as="failed"
            payout={chosen}
            opened={asking === 'failed'}
            onClose={() => setAsking(undefined)}
          />
          <MarkEnded
            as="returned"
            payout={chosen}
            opened={asking === 'returned'}
            onClose={() => setAsking(undefined)}
          />
        </>
      )}
    </>
  );
}
