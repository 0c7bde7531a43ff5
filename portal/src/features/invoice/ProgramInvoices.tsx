import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { FileText } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ManagerInvoice } from '../../api';
import { listProgramInvoicesInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { Filter } from '../../kit/Filters';
import { day, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { Locked } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { InvoicePill } from './InvoicePill';
import styles from './invoice.module.css';
import { ProgramInvoiceDetail } from './ProgramInvoiceDetail';

const ProgramLegal = lazy(() => import('./ProgramLegal'));
const route = getRouteApi('/m/$program/invoices');
const states = ['paid', 'void'] as const;

/** The program's invoices: one per paid payout, numbered without gaps. */
export function ProgramInvoices() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState('');
  const [number] = useDebouncedValue(typed.trim(), 300);
  const state = states.find((one) => one === search.status);
  const pages = usePages(
    listProgramInvoicesInfiniteOptions({
      path,
      query: { limit: 50, ...(state ? { state } : {}), ...(number ? { number } : {}) },
    }),
  );
  const columns: Column<ManagerInvoice>[] = [
    { id: 'number', head: t('invoices.number'), card: 'title', cell: (row) => row.number },
    { id: 'partner', head: t('invoices.supplier'), card: 'meta', cell: (row) => row.partner.name },
    { id: 'date', head: t('invoices.date'), muted: true, cell: (row) => day(row.date) },
    { id: 'kind', head: t('invoices.kind'), muted: true, cell: (row) => t(`invoices.kinds.${row.kind}`) },
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
    <Screen>
      <PageHead title={t('nav.invoices')} />
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
      <Loaded query={pages} skeleton={<TableSkeleton columns={6} rows={6} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty icon={FileText} title={t('invoices.none')} text={t('invoices.noneProgram')} />
            </Card>
          ) : (
            <DataTable
              label={t('nav.invoices')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) => t('invoices.open', { number: row.number })}
              openId={search.id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <Suspense fallback={<CardSkeleton height={320} />}>
        <Locked to="own">
          <ProgramLegal />
        </Locked>
      </Suspense>
      <DetailDrawer id={search.id} title={t('invoices.one')}>
        {(id) => <ProgramInvoiceDetail id={id} />}
      </DetailDrawer>
    </Screen>
  );
}
