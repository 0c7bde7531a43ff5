import { getRouteApi } from '@tanstack/react-router';
import { PackageSearch } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { ManagerClaim } from '../../api';
import { manageClaimsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { Filter } from '../../kit/Filters';
import { date, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { DetailSkeleton, TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { statuses, tones } from './status';

const ManageClaim = lazy(() => import('./ManageClaim'));
const route = getRouteApi('/m/$program/claims');

/** Orders that partners miss, and by when they are to be answered. */
export function ManageClaims() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const status = statuses.find((one) => one === search.status);
  const pages = usePages(
    manageClaimsInfiniteOptions({ path, query: { limit: 25, ...(status ? { status } : {}) } }),
  );
  const columns: Column<ManagerClaim>[] = [
    { id: 'order', head: t('claims.order'), card: 'title', cell: (row) => <code>{row.order_id}</code> },
    { id: 'partner', head: t('commissions.partner'), card: 'meta', cell: (row) => row.partner.name },
    { id: 'day', head: t('claims.day'), muted: true, cell: (row) => date(row.ordered_at, zone) },
    { id: 'due', head: t('claims.answerBy'), muted: true, cell: (row) => date(row.due_at, zone) },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => (
        <Pill tone={row.late ? 'bad' : tones[row.status]}>
          {row.late ? t('claims.late') : t(`claims.status.${row.status}`)}
        </Pill>
      ),
    },
    {
      id: 'amount',
      head: t('claims.amount'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{money(row.amount)}</strong>,
    },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.claims')} />
      <Filter
        label={t('commissions.filter')}
        value={status ?? 'all'}
        options={[
          { value: 'all' as const, label: t('commissions.all') },
          ...statuses.map((value) => ({ value, label: t(`claims.status.${value}`) })),
        ]}
        onChange={(next) => void navigate({ search: next === 'all' ? {} : { status: next } })}
      />
      <Loaded query={pages} skeleton={<TableSkeleton columns={6} rows={5} />}>
        {({ rows }) =>
          rows.length === 0 && !pages.more ? (
            <Card>
              <Empty icon={PackageSearch} title={t('claims.noneHere')} text={t('claims.noneHereText')} />
            </Card>
          ) : (
            <DataTable
              label={t('nav.claims')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) => t('claims.open', { order: row.order_id })}
              openId={search.id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <DetailDrawer id={search.id} title={t('claims.one')}>
        {(id) => (
          <Suspense fallback={<DetailSkeleton />}>
            <ManageClaim key={id} id={id} />
          </Suspense>
        )}
      </DetailDrawer>
    </Screen>
  );
}
