import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { Handshake, Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { PartnerDealRow } from '../../api';
import { getDealStagesOptions, listDealsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { FindBox, NothingFound } from '../../kit/Find';
import { date, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { Board } from './Board';
import { DealDetail } from './DealDetail';
import { DealFilter } from './DealFilter';
import { DealPill } from './DealPill';
import { useListSearch } from './useListSearch';

const DealForm = lazy(() => import('./DealForm'));

/** The sales that the partner works on, as a board by stage or as a list. */
export function Deals() {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const navigate = useNavigate();
  const search = useListSearch();
  const asking = useLocation({ select: ({ hash }) => hash === 'new' });
  const ask = (open: boolean) =>
    void navigate({ to: '.', search: (now) => now, hash: open ? 'new' : '', replace: !open });
  const stages = useQuery(getDealStagesOptions({ path })).data?.stages ?? [];
  const pages = usePages(
    listDealsInfiniteOptions({ path, query: { limit: search.board ? 200 : 50, ...search.query } }),
  );
  const names = new Map(stages.map((one) => [one.id, one.name]));
  const create = (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => ask(true)}>
      {t('deals.register')}
    </Button>
  );
  const columns: Column<PartnerDealRow>[] = [
    { id: 'name', head: t('deals.name'), card: 'title', cell: (row) => row.name },
    { id: 'company', head: t('deals.company'), card: 'meta', cell: (row) => row.company },
    { id: 'stage', head: t('deals.stage'), muted: true, cell: (row) => names.get(row.stage) ?? row.stage },
    {
      id: 'expires',
      head: t('deals.expires'),
      muted: true,
      cell: (row) => (row.expires_at ? date(row.expires_at, zone) : '–'),
    },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <DealPill status={row.status} />,
    },
    {
      id: 'value',
      head: t('deals.value'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{money(row.value)}</strong>,
    },
  ];
  return (
    <Screen>
      <PageHead title={t('deals.title')}>{create}</PageHead>
      <DealFilter search={search} />
      <FindBox label={t('deals.search')} />
      <Loaded query={pages} skeleton={<TableSkeleton columns={6} rows={6} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              {search.q || search.status || pages.more ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty icon={Handshake} title={t('deals.none')} text={t('deals.noneText')} action={create} />
              )}
            </Card>
          ) : search.board ? (
            <Board rows={rows} stages={stages} />
          ) : (
            <DataTable
              label={t('deals.title')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) => t('deals.open', { name: row.name })}
              {...(search.id ? { openId: search.id } : {})}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <Suspense>{asking && <DealForm onClose={() => ask(false)} />}</Suspense>
      <DetailDrawer id={search.id} title={t('deals.one')}>
        {(deal) => <DealDetail key={deal} id={deal} />}
      </DetailDrawer>
    </Screen>
  );
}
