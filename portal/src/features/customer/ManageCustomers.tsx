import { getRouteApi } from '@tanstack/react-router';
import { Contact } from 'lucide-react';
import type { ManagerCustomer } from '../../api';
import { listCustomersInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { FindBox, NothingFound, useFind } from '../../kit/Find';
import { date, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { Locked } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { ContactLevel } from './ContactLevel';
import { ManageCustomer } from './ManageCustomer';
import { nameOf } from './name';
import { StagePill } from './StagePill';

const route = getRouteApi('/m/$program/customers');

/** Everybody of whom a report told, with the partner who brought them. */
export function ManageCustomers() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const { id } = route.useSearch();
  const find = useFind();
  const pages = usePages(listCustomersInfiniteOptions({ path, query: { limit: 50, ...find.query } }));
  const columns: Column<ManagerCustomer>[] = [
    {
      id: 'contact',
      head: t('customers.one'),
      card: 'title',
      cell: (row) => nameOf(row, t),
    },
    {
      id: 'partner',
      head: t('commissions.partner'),
      card: 'meta',
      muted: true,
      cell: (row) => row.partner?.name ?? '–',
    },
    { id: 'since', head: t('customers.since'), muted: true, cell: (row) => date(row.created_at, zone) },
    {
      id: 'stage',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => (
        <StagePill signedUp={Boolean(row.signed_up_at)} purchased={Boolean(row.first_paid_at)} />
      ),
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
      <PageHead title={t('nav.customers')} />
      <Locked to="own">
        <ContactLevel />
      </Locked>
      <FindBox label={t('customers.searchAll')} />
      <Loaded query={pages} skeleton={<TableSkeleton columns={6} rows={6} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              {find.q || pages.more ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty icon={Contact} title={t('customers.nobody')} text={t('customers.nobodyText')} />
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
        {(open) => <ManageCustomer id={open} />}
      </DetailDrawer>
    </Screen>
  );
}
