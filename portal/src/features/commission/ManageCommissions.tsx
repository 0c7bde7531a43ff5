import { getRouteApi } from '@tanstack/react-router';
import { Coins } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ManagerCommission } from '../../api';
import { manageCommissionsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { Filter } from '../../kit/Filters';
import { NothingFound } from '../../kit/Find';
import { date, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { useMay } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { SearchBox } from '../../kit/SearchBox';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { Amount } from './Amount';
import { BulkBar } from './BulkBar';
import { ManageDetail } from './ManageDetail';
import { reasonText } from './reason';
import { StatusPill } from './StatusPill';
import { readStatus, statuses } from './status';

const Adjustments = lazy(() => import('./Adjustments'));
const MoneyTools = lazy(() => import('./MoneyTools'));

const route = getRouteApi('/m/$program/commissions');
const settled = new Set(['paid', 'declined', 'reversed']);

/** All commissions of the program: to review, to approve, to decline or to take back, many at once. */
export function ManageCommissions() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const status = readStatus(search.status);
  const asked = search.q ? { q: search.q } : {};
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const pages = usePages(
    manageCommissionsInfiniteOptions({ path, query: { limit: 50, ...asked, ...(status ? { status } : {}) } }),
  );
  const rows = pages.data?.rows ?? [];
  const open = new Map(rows.filter((row) => !settled.has(row.status)).map((row) => [row.id, row]));
  const columns: Column<ManagerCommission>[] = [
    { id: 'date', head: t('commissions.date'), muted: true, cell: (row) => date(row.occurred_at, zone) },
    { id: 'partner', head: t('commissions.partner'), card: 'title', cell: (row) => row.partner.name },
    { id: 'offer', head: t('commissions.offer'), muted: true, card: 'meta', cell: (row) => row.offer },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <StatusPill status={row.status} />,
    },
    {
      id: 'hold',
      head: t('commissions.note'),
      muted: true,
      cell: (row) =>
        row.status === 'pending' && row.hold_until
          ? t('commissions.heldUntil', { date: date(row.hold_until, zone) })
          : row.reason
            ? reasonText(row.reason)
            : '–',
    },
    {
      id: 'amount',
      head: t('commissions.amount'),
      end: true,
      card: 'amount',
      cell: (row) => <Amount of={row} />,
    },
  ];
  const options = [
    { value: 'all', label: t('commissions.all') },
    ...statuses.map((value) => ({ value, label: t(`status.${value}`) })),
  ];

  const may = useMay('manage');
  return (
    <Screen>
      <PageHead title={t('nav.commissions')}>
        <Suspense>
          <MoneyTools />
        </Suspense>
      </PageHead>
      <Suspense>
        <Adjustments waiting />
      </Suspense>
      <Filter
        label={t('commissions.filter')}
        value={status ?? 'all'}
        options={options}
        onChange={(next) => {
          setChosen(new Set());
          void navigate({ search: { ...asked, ...(next === 'all' ? {} : { status: next }) } });
        }}
      />
      <SearchBox
        label={t('commissions.search')}
        value={search.q ?? ''}
        onChange={(q) => {
          setChosen(new Set());
          void navigate({
            search: (now) => ({ ...now, q: q || undefined }),
            replace: true,
            resetScroll: false,
          });
        }}
      />
      <Loaded query={pages} skeleton={<TableSkeleton columns={7} rows={12} />}>
        {(found) =>
          found.rows.length === 0 ? (
            <Card>
              {search.q || pages.more ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty icon={Coins} title={t('commissions.none')} text={t('commissions.noneManager')} />
              )}
            </Card>
          ) : (
            <DataTable
              label={t('nav.commissions')}
              columns={columns}
              rows={found.rows}
              rowKey={(row) => row.id}
              rowLabel={(row) =>
                t('commissions.open', { amount: money(row.net_amount), date: date(row.occurred_at, zone) })
              }
              openId={search.id}
              {...(may ? { selection: { chosen, set: setChosen, can: (id: string) => open.has(id) } } : {})}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <Suspense>
        <Adjustments waiting={false} />
      </Suspense>
      <BulkBar
        chosen={[...chosen].flatMap((id) => open.get(id) ?? [])}
        status={status}
        onDone={() => setChosen(new Set())}
      />
      <DetailDrawer id={search.id} title={t('commissions.one')}>
        {(id) => <ManageDetail id={id} />}
      </DetailDrawer>
    </Screen>
  );
}
