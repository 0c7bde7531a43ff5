import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Package, PackageSearch } from 'lucide-react';
import type { PartnerOrder } from '../../api';
import { partnerListOrdersInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { FindBox, NothingFound, useFind } from '../../kit/Find';
import { date, dateTime, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { DetailSkeleton, TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { OrderDetail } from './OrderDetail';
import { orderTones } from './status';

const route = getRouteApi('/p/$partner/$program/orders');

/** Orders of the partner's customers, and where they stand. */
export function Orders() {
  const { t } = useTranslation();
  const { path, zone, features } = usePartnerPlace();
  const { id } = route.useSearch();
  const find = useFind();
  const pages = usePages(partnerListOrdersInfiniteOptions({ path, query: { limit: 50, ...find.query } }));
  const columns: Column<PartnerOrder>[] = [
    { id: 'placed', head: t('orders.placed'), muted: true, cell: (row) => date(row.placed_at, zone) },
    { id: 'id', head: t('orders.one'), card: 'title', cell: (row) => <code>{row.id}</code> },
    {
      id: 'customer',
      head: t('customers.one'),
      muted: true,
      card: 'meta',
      cell: (row) => row.contact ?? '–',
    },
    {
      id: 'updated',
      head: t('orders.updated'),
      muted: true,
      cell: (row) => (row.updated_at ? dateTime(row.updated_at, zone) : '–'),
    },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => (
        <>
          <Pill tone={orderTones[row.status]}>{t(`orderStatus.${row.status}`)}</Pill>
          {row.partly_refunded && <Pill tone="warn">{t('orders.partly')}</Pill>}
        </>
      ),
    },
    {
      id: 'amount',
      head: t('orders.amount'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{row.amount ? money(row.amount) : '–'}</strong>,
    },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.orders')}>
        {features.claims && (
          <Button
            variant="default"
            leftSection={<PackageSearch size={16} aria-hidden="true" />}
            component={Link}
            to={`/p/${path.partner}/${path.program}/claims`}
          >
            {t('nav.claims')}
          </Button>
        )}
      </PageHead>
      <FindBox label={t('orders.search')} />
      <Loaded query={pages} skeleton={<TableSkeleton columns={6} rows={6} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              {find.q || pages.more ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty icon={Package} title={t('orders.none')} text={t('orders.noneText')} />
              )}
            </Card>
          ) : (
            <DataTable
              label={t('nav.orders')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) => t('orders.open', { id: row.id })}
              openId={id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <DetailDrawer id={id} title={t('orders.one')}>
        {(open) => {
          const found = pages.data?.rows.find((row) => row.id === open);
          if (found) return <OrderDetail order={found} />;
          return pages.data ? (
            <Empty icon={Package} title={t('missing.title')} text={t('missing.text')} />
          ) : (
            <DetailSkeleton />
          );
        }}
      </DetailDrawer>
    </Screen>
  );
}
