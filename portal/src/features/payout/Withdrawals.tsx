import { Button } from '@mantine/core';
import { HandCoins } from 'lucide-react';
import { useState } from 'react';
import type { ManagerPayout } from '../../api';
import { listWithdrawalsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { FindBox, NothingFound, useFind } from '../../kit/Find';
import { date, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import styles from './Batch.module.css';
import { MarkEnded } from './MarkEnded';
import { MarkPaid } from './MarkPaid';
import { PayoutPill } from './PayoutPill';
import { Reference } from './Reference';
import { railText } from './status';
import { ApproveWithdrawal, DeclineWithdrawal, ExportWithdrawal } from './WithdrawalActs';

type Act = 'approve' | 'decline' | 'paid' | 'failed';

/** What partners asked for and what is paid anew: approved here, then sent or exported. */
export function Withdrawals() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const [chosen, setChosen] = useState<ManagerPayout>();
  const [asking, setAsking] = useState<Act>();
  const find = useFind();
  const pages = usePages(listWithdrawalsInfiniteOptions({ path, query: { limit: 25, ...find.query } }));
  const ask = (payout: ManagerPayout, as: Act) => {
    setChosen(payout);
    setAsking(as);
  };
  const button = (row: ManagerPayout, as: Act, label: string) => (
    <Button size="compact-xs" variant="default" onClick={() => ask(row, as)}>
      {label}
    </Button>
  );
  const acts = (row: ManagerPayout) => (
    <May to="money">
      <span className={styles.acts}>
        {row.awaiting_approval && (
          <>
            {button(row, 'decline', t('withdrawals.decline'))}
            {button(row, 'approve', t('withdrawals.approve'))}
          </>
        )}
        {!row.awaiting_approval &&
          !row.online &&
          (row.status === 'reserved' || row.status === 'exported') && <ExportWithdrawal payout={row} />}
        {row.status === 'exported' && (
          <>
            {button(row, 'failed', t('batches.markFailed'))}
            {button(row, 'paid', t('batches.markPaid'))}
          </>
        )}
      </span>
    </May>
  );
  const columns: Column<ManagerPayout>[] = [
    { id: 'partner', head: t('commissions.partner'), card: 'title', cell: (row) => row.partner.name },
    { id: 'date', head: t('withdrawals.asked'), muted: true, cell: (row) => date(row.requested_at, zone) },
    {
      id: 'rail',
      head: t('payouts.rail'),
      muted: true,
      cell: (row) =>
        `${railText(row.rail, t)} ${row.masked}${row.retry_of ? ` · ${t('withdrawals.retry')}` : ''}`,
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
      cell: (row) => <PayoutPill status={row.status} awaiting={row.awaiting_approval} />,
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
  const close = () => setAsking(undefined);
  return (
    <>
      <FindBox label={t('withdrawals.search')} />
      <Loaded query={pages} skeleton={<TableSkeleton columns={7} rows={4} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              {find.q || pages.more ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty icon={HandCoins} title={t('withdrawals.none')} text={t('withdrawals.noneText')} />
              )}
            </Card>
          ) : (
            <DataTable
              label={t('batches.withdrawals')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      {chosen && (
        <>
          <ApproveWithdrawal payout={chosen} opened={asking === 'approve'} onClose={close} />
          <DeclineWithdrawal payout={chosen} opened={asking === 'decline'} onClose={close} />
          <MarkPaid payout={chosen} opened={asking === 'paid'} onClose={close} />
          <MarkEnded as="failed" payout={chosen} opened={asking === 'failed'} onClose={close} />
        </>
      )}
    </>
  );
}
