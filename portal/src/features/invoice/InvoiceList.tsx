import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { FileText } from 'lucide-react';
import { lazy, useState } from 'react';
import type { PartnerInvoice } from '../../api';
import { listInvoicesInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { Filter } from '../../kit/Filters';
import { day, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { InvoicePill, type InvoiceState } from './InvoicePill';
import styles from './invoice.module.css';

const InvoiceDetail = lazy(() => import('./InvoiceDetail'));

const route = getRouteApi('/p/$partner/$program/invoices');
const states: readonly InvoiceState[] = ['paid', 'pending', 'void'];

/** How far the payment of a row is. */
const paymentOf = (row: PartnerInvoice) =>
  row.state === 'pending'
    ? ((row.payout_status ?? 'reserved') as 'reserved')
    : row.state === 'paid'
      ? 'paid'
      : 'returned';

/** The documents of all payouts, those on their way first. */
export function InvoiceList() {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState('');
  const [number] = useDebouncedValue(typed.trim(), 300);
  const state = states.find((one) => one === search.status);
  const pages = usePages(
    listInvoicesInfiniteOptions({
      path,
      query: { limit: 50, ...(state ? { state } : {}), ...(number ? { number } : {}) },
    }),
  );
  const columns: Column<PartnerInvoice>[] = [
    {
      id: 'number',
      head: t('invoices.number'),
      card: 'title',
      cell: (row) => row.number ?? t('invoices.noNumber'),
    },
    { id: 'date', head: t('invoices.date'), muted: true, card: 'meta', cell: (row) => day(row.date) },
    {
      id: 'payment',
      head: t('invoices.payment'),
      muted: true,
      cell: (row) => t(`payoutPlain.${paymentOf(row)}`),
    },
    {
      id: 'state',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <InvoicePill state={row.state} />,
    },
    {
      id: 'total',
      head: t('commissions.amount'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{money(row.total)}</strong>,
    },
  ];
  return (
    <>
      <div className={styles.bar}>
        <Filter
          label={t('invoices.filter')}
          value={state ?? 'all'}
          options={[
            { value: 'all', label: t('invoices.all') },
            ...states.map((value) => ({ value, label: t(`invoices.states.${value}`) })),
          ]}
          onChange={(next) => void navigate({ search: next === 'all' ? {} : { status: next } })}
        />
        <TextInput
          aria-label={t('invoices.search')}
          placeholder={t('invoices.search')}
          value={typed}
          maxLength={30}
          onChange={(e) => setTyped(e.currentTarget.value)}
        />
      </div>
      <Loaded query={pages} skeleton={<TableSkeleton columns={5} rows={5} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty icon={FileText} title={t('invoices.none')} text={t('invoices.noneText')} />
            </Card>
          ) : (
            <DataTable
              label={t('nav.invoices')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id ?? row.payout_id}
              rowLabel={(row) => t('invoices.open', { number: row.number ?? t('invoices.noNumber') })}
              openId={search.id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <DetailDrawer id={search.id} title={t('invoices.one')}>
        {(id) => (id.startsWith('inv_') ? <InvoiceDetail id={id} /> : <Pending payout={id} />)}
      </DetailDrawer>
    </>
  );
}

/** Of a payout that is on its way there is no document yet. */
function Pending({ payout }: { payout: string }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  return (
    <Empty
      icon={FileText}
      title={t('invoices.pendingTitle')}
      text={t('invoices.pendingText')}
      action={
        <Link to="/p/$partner/$program/payouts" params={path} search={{ id: payout }} className="link">
          {t('invoices.toPayout')}
        </Link>
      }
    />
  );
}
