import { Button } from '@mantine/core';
import { Wallet } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManagerBatch, ManagerPayout } from '../../api';
import { listBatchPayoutsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { count, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { MarkPaid } from './MarkPaid';
import { PayoutPill } from './PayoutPill';
import styles from './Batch.module.css';

const payable = new Set<ManagerPayout['status']>(['queued', 'sending', 'processing', 'exported']);

/** The payouts of a batch, one a partner; after the bank did its work each is marked paid with its reference. */
export function BatchPayouts({ batch }: { batch: ManagerBatch }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const [marking, setMarking] = useState<ManagerPayout>();
  const [open, setOpen] = useState(false);
  const pages = usePages(listBatchPayoutsInfiniteOptions({ path: { ...path, batch: batch.id }, query: { limit: 100 } }));
  const columns: Column<ManagerPayout>[] = [
    {
      id: 'partner',
      head: t('commissions.partner'),
      card: 'title',
      cell: (row) => (
        <>
          {row.partner.name} {!row.method_set && <span className={styles.warn}>· {t('batches.noMethod')}</span>}
        </>
      ),
    },
    { id: 'commissions', head: t('batches.commissions'), end: true, muted: true, cell: (row) => count(row.commissions) },
    { id: 'reference', head: t('payouts.reference'), muted: true, cell: (row) => row.reference ?? row.reason ?? '–' },
    { id: 'status', head: t('commissions.status'), card: 'status', cell: (row) => <PayoutPill status={row.status} /> },
    { id: 'amount', head: t('commissions.amount'), end: true, card: 'amount', cell: (row) => <strong>{money(row.amount)}</strong> },
    {
      id: 'act',
      head: t('batches.act'),
      end: true,
      card: 'meta',
      cell: (row) =>
        payable.has(row.status) && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              setMarking(row);
              setOpen(true);
            }}
          >
            {t('batches.markPaid')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <Loaded query={pages} skeleton={<TableSkeleton columns={5} rows={5} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty icon={Wallet} title={t('batches.empty')} text={t('batches.emptyText')} />
            </Card>
          ) : (
            <DataTable label={t('batches.payouts')} columns={columns} rows={rows} rowKey={(row) => row.id} more={pages.more} loadingMore={pages.loadingMore} />
          )
        }
      </Loaded>
      {marking && <MarkPaid payout={marking} opened={open} onClose={() => setOpen(false)} />}
    </>
  );
}
