import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Wallet } from 'lucide-react';
import type { PartnerProgramCard, PartnerProgramPayout } from '../../api';
import { listAllPayoutsInfiniteOptions, listProgramsOptions } from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { FindBox, NothingFound, useFind } from '../../kit/Find';
import { date, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { PayoutPill } from './PayoutPill';
import { railText } from './status';

/** What each program holds ready, and every payout of all of them. */
export default function AllPayouts({ partner }: { partner: string }) {
  const { t } = useTranslation();
  const programs = useQuery(listProgramsOptions({ path: { partner } }));
  const find = useFind();
  const pages = usePages(
    listAllPayoutsInfiniteOptions({ path: { partner }, query: { limit: 25, ...find.query } }),
  );
  const to = (program: string, label: string, id?: string) => (
    <Link
      to="/p/$partner/$program/payouts"
      params={{ partner, program }}
      search={id ? { id } : {}}
      className="link"
    >
      {label}
    </Link>
  );
  const wallets: Column<PartnerProgramCard>[] = [
    {
      id: 'program',
      head: t('reporting.program'),
      card: 'title',
      cell: (row) => to(row.program.id, row.program.name),
    },
    {
      id: 'pending',
      head: t('wallet.pending'),
      end: true,
      card: 'meta',
      muted: true,
      cell: (row) => money(row.pending),
    },
    {
      id: 'available',
      head: t('overview.ready'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{money(row.available)}</strong>,
    },
  ];
  const history: Column<PartnerProgramPayout>[] = [
    {
      id: 'date',
      head: t('payouts.date'),
      card: 'title',
      cell: ({ payout, program_id, zone }) =>
        to(program_id, date(payout.paid_at ?? payout.created_at, zone), payout.id),
    },
    { id: 'program', head: t('reporting.program'), card: 'meta', cell: (row) => row.program_name },
    { id: 'rail', head: t('payouts.rail'), muted: true, cell: ({ payout }) => railText(payout.rail, t) },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: ({ payout }) => <PayoutPill status={payout.status} awaiting={payout.awaiting_approval} plain />,
    },
    {
      id: 'amount',
      head: t('commissions.amount'),
      end: true,
      card: 'amount',
      cell: ({ payout }) => <strong>{money(payout.amount)}</strong>,
    },
  ];
  return (
    <>
      <Loaded query={programs} skeleton={<TableSkeleton columns={3} rows={3} />}>
        {(found) => (
          <DataTable
            label={t('across.wallets')}
            columns={wallets}
            rows={found.data.filter((one) => one.status === 'active')}
            rowKey={(row) => row.program.id}
          />
        )}
      </Loaded>
      <FindBox label={t('payouts.search')} />
      <Loaded query={pages} skeleton={<TableSkeleton columns={5} rows={5} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card title={t('payouts.history')}>
              {find.q || pages.more ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty icon={Wallet} title={t('payouts.none')} text={t('payouts.noneText')} />
              )}
            </Card>
          ) : (
            <DataTable
              label={t('payouts.history')}
              columns={history}
              rows={rows}
              rowKey={(row) => row.payout.id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
    </>
  );
}
