import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Coins, Download } from 'lucide-react';
import type { PartnerCommission } from '../../api';
import { listCommissionsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { Filter } from '../../kit/Filters';
import { date, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { CommissionDetail } from './CommissionDetail';
import { StatusPill } from './StatusPill';
import { readStatus, statuses } from './status';

const route = getRouteApi('/p/$partner/$program/commissions');

const csvAddress = (path: { partner: string; program: string }, status: string | undefined) =>
  `/api/p/${path.partner}/programs/${path.program}/commissions.csv${status ? `?status=${status}` : ''}`;

/** Every amount earned, by state, each with its story in the drawer. */
export function Commissions() {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const status = readStatus(search.status);
  const pages = usePages(
    listCommissionsInfiniteOptions({ path, query: { limit: 50, ...(status ? { status } : {}) } }),
  );
  const columns: Column<PartnerCommission>[] = [
    { id: 'date', head: t('commissions.date'), muted: true, cell: (row) => date(row.occurred_at, zone) },
    {
      id: 'customer',
      head: t('commissions.customer'),
      card: 'title',
      cell: (row) => row.customer ?? t(`kind.${row.kind}`),
    },
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
          : (row.reason ?? '–'),
    },
    {
      id: 'amount',
      head: t('commissions.amount'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{money(row.amount)}</strong>,
    },
  ];
  const options = [
    { value: 'all', label: t('commissions.all') },
    ...statuses.map((value) => ({ value, label: t(`status.${value}`) })),
  ];

  return (
    <Screen>
      <PageHead title={t('nav.commissions')}>
        <Button
          component="a"
          href={csvAddress(path, status)}
          download
          variant="default"
          leftSection={<Download size={16} aria-hidden="true" />}
        >
          {t('commissions.export')}
        </Button>
      </PageHead>
      <Filter
        label={t('commissions.filter')}
        value={status ?? 'all'}
        options={options}
        onChange={(next) => void navigate({ search: next === 'all' ? {} : { status: next } })}
      />
      <Loaded query={pages} skeleton={<TableSkeleton columns={6} rows={12} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              {status ? (
                <Empty
                  icon={Coins}
                  title={t('commissions.noneOf', { status: t(`status.${status}`) })}
                  text={t('commissions.noneOfText')}
                  action={
                    <Link to="." search={{}} className="link">
                      {t('commissions.showAll')}
                    </Link>
                  }
                />
              ) : (
                <Empty
                  icon={Coins}
                  title={t('commissions.none')}
                  text={t('commissions.noneText')}
                  action={
                    <Link to="/p/$partner/$program/links" params={path} className="link">
                      {t('commissions.toLinks')}
                    </Link>
                  }
                />
              )}
            </Card>
          ) : (
            <DataTable
              label={t('nav.commissions')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) =>
                t('commissions.open', { amount: money(row.amount), date: date(row.occurred_at, zone) })
              }
              openId={search.id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <DetailDrawer id={search.id} title={t('commissions.one')}>
        {(id) => <CommissionDetail id={id} />}
      </DetailDrawer>
    </Screen>
  );
}
