import { Button } from '@mantine/core';
import { Contact, ListChecks, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ManagerLeadRow } from '../../api';
import { manageLeadsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { FindBox, NothingFound } from '../../kit/Find';
import { date, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May, useMay } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { LeadPill } from './LeadPill';
import { ManageLead } from './ManageLead';
import { ReviewBar } from './ReviewBar';
import { StatusFilter } from './StatusFilter';
import { useListSearch } from './useListSearch';

const ReferLead = lazy(() => import('./ReferLead'));
const FormBuilder = lazy(() => import('./FormBuilder'));

/** The leads that partners named, to review, or those that the program passes on to partners. */
export function ManageLeads({ sent = false }: { sent?: boolean }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const { id, q, status, query, choose } = useListSearch();
  const may = useMay('manage');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<'refer' | 'form'>();
  const pages = usePages(manageLeadsInfiniteOptions({ path, query: { limit: 50, sent, ...query } }));
  const rows = pages.data?.rows ?? [];
  const waiting = new Set(rows.filter((row) => row.status === 'in_review').map((row) => row.id));
  const columns: Column<ManagerLeadRow>[] = [
    { id: 'name', head: t('leads.name'), card: 'title', cell: (row) => row.name },
    { id: 'partner', head: t('leads.partner'), card: 'meta', cell: (row) => row.partner.name },
    { id: 'company', head: t('leads.company'), muted: true, cell: (row) => row.company ?? '–' },
    { id: 'source', head: t('leads.source'), muted: true, cell: (row) => t(`leads.via.${row.source}`) },
    { id: 'date', head: t('leads.date'), muted: true, cell: (row) => date(row.created_at, zone) },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <LeadPill status={row.status} sent={row.source === 'program'} />,
    },
    {
      id: 'amount',
      head: t('leads.amount'),
      end: true,
      card: 'amount',
      cell: (row) => (row.amount ? <strong>{money(row.amount)}</strong> : '–'),
    },
  ];
  const title = t(sent ? 'leads.sentTitle' : 'leads.titleManager');
  return (
    <Screen>
      <PageHead title={title}>
        <May to="manage">
          {sent ? (
            <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setOpened('refer')}>
              {t('leads.refer')}
            </Button>
          ) : (
            <Button
              variant="default"
              leftSection={<ListChecks size={16} aria-hidden="true" />}
              onClick={() => setOpened('form')}
            >
              {t('leads.form')}
            </Button>
          )}
        </May>
      </PageHead>
      <StatusFilter
        value={status}
        sent={sent}
        onChange={(next) => {
          setChosen(new Set());
          choose(next);
        }}
      />
      <FindBox label={t('leads.search')} />
      <Loaded query={pages} skeleton={<TableSkeleton columns={7} rows={8} />}>
        {({ rows: found }) =>
          found.length === 0 ? (
            <Card>
              {q || status || pages.more ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty
                  icon={Contact}
                  title={t(sent ? 'leads.noneReferred' : 'leads.noneManager')}
                  text={t(sent ? 'leads.noneReferredText' : 'leads.noneManagerText')}
                />
              )}
            </Card>
          ) : (
            <DataTable
              label={title}
              columns={columns}
              rows={found}
              rowKey={(row) => row.id}
              rowLabel={(row) => t('leads.open', { name: row.name })}
              {...(id ? { openId: id } : {})}
              {...(may && !sent
                ? { selection: { chosen, set: setChosen, can: (one: string) => waiting.has(one) } }
                : {})}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <ReviewBar ids={[...chosen].filter((one) => waiting.has(one))} onDone={() => setChosen(new Set())} />
      <Suspense>
        {opened === 'refer' && <ReferLead onClose={() => setOpened(undefined)} />}
        {opened === 'form' && <FormBuilder onClose={() => setOpened(undefined)} />}
      </Suspense>
      <DetailDrawer id={id} title={t('leads.one')}>
        {(lead) => <ManageLead key={lead} id={lead} />}
      </DetailDrawer>
    </Screen>
  );
}
