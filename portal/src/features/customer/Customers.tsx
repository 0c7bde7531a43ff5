import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Contact } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PartnerCustomer } from '../../api';
import { partnerListCustomersInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { FindBox, NothingFound, useFind } from '../../kit/Find';
import { date, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { CustomerDetail } from './CustomerDetail';
import { nameOf } from './name';
import { StagePill } from './StagePill';

const route = getRouteApi('/p/$partner/$program/customers');

/** Everybody whom the partner brought: signed up, bought, and for how much. */
export function Customers({ action }: { action?: ReactNode }) {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const { id } = route.useSearch();
  const find = useFind();
  const pages = usePages(partnerListCustomersInfiniteOptions({ path, query: { limit: 50, ...find.query } }));
  const columns: Column<PartnerCustomer>[] = [
    {
      id: 'contact',
      head: t('customers.one'),
      card: 'title',
      cell: (row) => nameOf(row, t),
    },
    {
      id: 'since',
      head: t('customers.since'),
      muted: true,
      card: 'meta',
      cell: (row) => date(row.first_known_at, zone),
    },
    {
      id: 'signed',
      head: t('customers.signedUp'),
      muted: true,
      cell: (row) => (row.signed_up_at ? date(row.signed_up_at, zone) : '–'),
    },
    {
      id: 'paid',
      head: t('customers.purchased'),
      muted: true,
      cell: (row) => (row.first_paid_at ? date(row.first_paid_at, zone) : '–'),
    },
    {
      id: 'stage',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <StagePill signedUp={row.signed_up} purchased={row.purchased} />,
    },
    { id: 'payments', head: t('customers.payments'), end: true, muted: true, cell: (row) => row.payments },
    {
      id: 'revenue',
      head: t('customers.revenue'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{money(row.revenue)}</strong>,
    },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.customers')}>
        {action}
        <Button
          variant="default"
          renderRoot={(props) => <Link {...props} to="/p/$partner/$program/orders" params={path} />}
        >
          {t('nav.orders')}
        </Button>
      </PageHead>
      <FindBox label={t('customers.search')} />
      <Loaded query={pages} skeleton={<TableSkeleton columns={6} rows={6} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              {find.q || pages.more ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty icon={Contact} title={t('customers.none')} text={t('customers.noneText')} />
              )}
            </Card>
          ) : (
            <DataTable
              label={t('nav.customers')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) => t('customers.open', { name: nameOf(row, t) })}
              openId={id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <DetailDrawer id={id} title={t('customers.one')}>
        {(open) => <CustomerDetail id={open} />}
      </DetailDrawer>
    </Screen>
  );
}
