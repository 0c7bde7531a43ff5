import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { ManagerPayout } from '../../api';
import { listPayoutExceptionsOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { date, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { TableSkeleton } from '../../kit/Skeletons';
import styles from './Batch.module.css';
import { DismissButton, RetryPayout } from './ExceptionActs';
import { PayoutPill } from './PayoutPill';
import { RecallButton } from './RecallButton';
import { ResolvePayout } from './ResolvePayout';
import { railText } from './status';

/** Payouts that a person has to look at, and what can be done about each. */
export function Exceptions() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const [chosen, setChosen] = useState<ManagerPayout>();
  const [asking, setAsking] = useState<'resolve' | 'retry'>();
  const query = useQuery(listPayoutExceptionsOptions({ path }));
  const ask = (payout: ManagerPayout, as: 'resolve' | 'retry') => {
    setChosen(payout);
    setAsking(as);
  };
  const why = (row: ManagerPayout) => {
    if (row.unclaimed_since) return t('exceptions.unclaimed', { date: date(row.unclaimed_since, zone) });
    return row.reason ?? (row.status === 'reconciling' ? t('exceptions.unknown') : '–');
  };
  const acts = (row: ManagerPayout) => (
    <May to="money">
      <span className={styles.acts}>
        {row.status === 'reconciling' && (
          <Button size="compact-xs" variant="default" onClick={() => ask(row, 'resolve')}>
            {t('exceptions.resolve')}
          </Button>
        )}
        {row.unclaimed_since && row.status === 'processing' && row.rail === 'paypal' && (
          <RecallButton payout={row} />
        )}
        {(row.status === 'failed' || row.status === 'returned') && (
          <>
            <DismissButton payout={row} />
            <Button size="compact-xs" variant="default" onClick={() => ask(row, 'retry')}>
              {t('exceptions.retry')}
            </Button>
          </>
        )}
      </span>
    </May>
  );
  const columns: Column<ManagerPayout>[] = [
    { id: 'partner', head: t('commissions.partner'), card: 'title', cell: (row) => row.partner.name },
    {
      id: 'rail',
      head: t('payouts.rail'),
      muted: true,
      cell: (row) => `${railText(row.rail, t)} ${row.masked}`,
    },
    { id: 'why', head: t('exceptions.why'), muted: true, cell: why },
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
      cell: (row) => <strong>{money(row.amount)}</strong>,
    },
    { id: 'act', head: t('batches.act'), end: true, card: 'meta', cell: acts },
  ];
  return (
    <>
      <Loaded query={query} skeleton={<TableSkeleton columns={6} rows={3} />}>
        {({ data: rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty icon={CircleCheck} title={t('exceptions.none')} text={t('exceptions.noneText')} />
            </Card>
          ) : (
            <DataTable
              label={t('batches.exceptions')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
            />
          )
        }
      </Loaded>
      {chosen && (
        <>
          <ResolvePayout payout={chosen} opened={asking === 'resolve'} onClose={() => setAsking(undefined)} />
          <RetryPayout payout={chosen} opened={asking === 'retry'} onClose={() => setAsking(undefined)} />
        </>
      )}
    </>
  );
}
