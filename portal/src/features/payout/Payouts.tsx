import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Wallet as WalletIcon } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { PartnerPayout } from '../../api';
import { getWalletOptions, listPayoutsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { loadSide, useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { Files } from '../../kit/Files';
import { FindBox, NothingFound, useFind } from '../../kit/Find';
import { count, date, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, TableSkeleton, Waiting } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { PayoutPill } from './PayoutPill';
import { railText } from './status';
import { WalletCard } from './WalletCard';

const Method = lazy(() => loadSide('paid').then(() => import('./Method')));
const Withdraw = lazy(() => loadSide('paid').then(() => import('./Withdraw')));
const PayoutDetail = lazy(() => loadSide('paid').then(() => import('./PayoutDetail')));

const route = getRouteApi('/p/$partner/$program/payouts');

/** The partner's money: what is ready, what is on its way, what was paid, and where to. */
export function Payouts() {
  const { t } = useTranslation();
  const { path, zone, admin } = usePartnerPlace();
  const search = route.useSearch();
  const wallet = useQuery(getWalletOptions({ path }));
  const find = useFind();
  const pages = usePages(listPayoutsInfiniteOptions({ path, query: { limit: 25, ...find.query } }));
  const columns: Column<PartnerPayout>[] = [
    {
      id: 'date',
      head: t('payouts.date'),
      card: 'title',
      cell: (row) => date(row.paid_at ?? row.created_at, zone),
    },
    { id: 'rail', head: t('payouts.rail'), muted: true, card: 'meta', cell: (row) => railText(row.rail, t) },
    { id: 'reference', head: t('payouts.reference'), muted: true, cell: (row) => row.reference ?? '–' },
    {
      id: 'commissions',
      head: t('payouts.commissions'),
      end: true,
      muted: true,
      cell: (row) => count(row.commissions),
    },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <PayoutPill status={row.status} awaiting={row.awaiting_approval} plain />,
    },
    {
      id: 'amount',
      head: t('commissions.amount'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{money(row.amount)}</strong>,
    },
  ];
  const files = `/api/p/${path.partner}/documents/${path.program}/account`;
  return (
    <Screen>
      <PageHead title={t('nav.payouts')} />
      <Loaded
        query={wallet}
        skeleton={
          <Waiting>
            <CardSkeleton height={150} />
          </Waiting>
        }
      >
        {(found) => (
          <WalletCard wallet={found}>
            <Suspense>{admin && <Withdraw available={found.available} />}</Suspense>
          </WalletCard>
        )}
      </Loaded>
      <Suspense fallback={<CardSkeleton height={160} />}>{admin && <Method />}</Suspense>
      <FindBox label={t('payouts.search')} />
      <Loaded query={pages} skeleton={<TableSkeleton columns={6} rows={5} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card title={t('payouts.history')}>
              {find.q || pages.more ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty icon={WalletIcon} title={t('payouts.none')} text={t('payouts.noneText')} />
              )}
            </Card>
          ) : (
            <DataTable
              label={t('payouts.history')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) =>
                t('payouts.open', { amount: money(row.amount), date: date(row.created_at, zone) })
              }
              openId={search.id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <Files
        title={t('files.mine')}
        text={t('files.mineText')}
        files={[
          { label: t('files.workbook'), href: `${files}/account.xlsx` },
          { label: t('files.commissions'), href: `${files}/commissions.csv` },
          { label: t('files.payouts'), href: `${files}/payouts.csv` },
          { label: t('files.postings'), href: `${files}/ledger.csv` },
        ]}
      />
      <DetailDrawer id={search.id} title={t('payouts.one')}>
        {(id) => <PayoutDetail id={id} />}
      </DetailDrawer>
    </Screen>
  );
}
