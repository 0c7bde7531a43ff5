import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Handshake, ListOrdered } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ManagerDealRow } from '../../api';
import { manageDealStagesOptions, manageDealsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { FindBox, NothingFound } from '../../kit/Find';
import { date, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { Board } from './Board';
import { DealFilter } from './DealFilter';
import { DealPill } from './DealPill';
import { ManageDeal } from './ManageDeal';
import { useListSearch } from './useListSearch';

const Stages = lazy(() => import('./Stages'));

/** The sales that partners work on: to review, to follow and to confirm. */
export function ManageDeals() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const search = useListSearch();
  const [editing, setEditing] = useState(false);
  const plan = useQuery(manageDealStagesOptions({ path }));
  const stages = plan.data?.stages ?? [];
  const pages = usePages(
    manageDealsInfiniteOptions({ path, query: { limit: search.board ? 200 : 50, ...search.query } }),
  );
  const names = new Map(stages.map((one) => [one.id, one.name]));
  const columns: Column<ManagerDealRow>[] = [
    { id: 'name', head: t('deals.name'), card: 'title', cell: (row) => row.name },
    { id: 'partner', head: t('deals.partner'), card: 'meta', cell: (row) => row.partner.name },
    { id: 'company', head: t('deals.company'), muted: true, cell: (row) => row.company },
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
      <PageHead title={t('deals.title')}>
        <May to="manage">
          <Button
            variant="default"
            leftSection={<ListOrdered size={16} aria-hidden="true" />}
            onClick={() => setEditing(true)}
          >
            {t('deals.stages')}
          </Button>
        </May>
      </PageHead>
      <DealFilter search={search} />
      <FindBox label={t('deals.search')} />
      <Loaded query={pages} skeleton={<TableSkeleton columns={7} rows={6} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              {search.q || search.status || pages.more ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty icon={Handshake} title={t('deals.noneManager')} text={t('deals.noneManagerText')} />
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
      <Suspense>
        {editing && plan.data && <Stages plan={plan.data} onClose={() => setEditing(false)} />}
      </Suspense>
      <DetailDrawer id={search.id} title={t('deals.one')}>
        {(deal) => <ManageDeal key={deal} id={deal} stages={stages} />}
      </DetailDrawer>
    </Screen>
  );
}
