import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { FileUp, GitCommitHorizontal, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ManagerConversion } from '../../api';
import { listConversionsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { Filter } from '../../kit/Filters';
import { FindBox, NothingFound, useFind } from '../../kit/Find';
import { dateTime, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { VerdictPill } from '../../kit/VerdictPill';
import { verdicts } from '../../kit/verdict';
import { ConversionDetail } from './ConversionDetail';

const AddByHand = lazy(() => import('./AddByHand'));
const route = getRouteApi('/m/$program/conversions');

/** Every event reported, with the verdict it got and, in the drawer, why. */
export function Conversions() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [adding, setAdding] = useState(false);
  const verdict = verdicts.find((one) => one === search.status);
  const find = useFind();
  const pages = usePages(
    listConversionsInfiniteOptions({
      path,
      query: { limit: 50, ...find.query, ...(verdict ? { verdict } : {}) },
    }),
  );
  const columns: Column<ManagerConversion>[] = [
    { id: 'date', head: t('conversions.when'), muted: true, cell: (row) => dateTime(row.occurred_at, zone) },
    { id: 'kind', head: t('conversions.kind'), card: 'title', cell: (row) => t(`kind.${row.kind}`) },
    {
      id: 'transaction',
      head: t('conversions.transaction'),
      muted: true,
      card: 'meta',
      cell: (row) => <code>{row.transaction_id}</code>,
    },
    { id: 'partner', head: t('commissions.partner'), cell: (row) => row.partner?.name ?? '–' },
    { id: 'source', head: t('conversions.source'), muted: true, cell: (row) => t(`source.${row.source}`) },
    {
      id: 'verdict',
      head: t('conversions.verdict'),
      card: 'status',
      cell: (row) => (
        <>
          <VerdictPill verdict={row.verdict} />
          {row.possible_double && <Pill tone="warn">{t('conversions.double')}</Pill>}
        </>
      ),
    },
    {
      id: 'amount',
      head: t('commissions.sale'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{row.amount ? money(row.amount) : '–'}</strong>,
    },
  ];
  const options = [
    { value: 'all', label: t('commissions.all') },
    ...verdicts.map((value) => ({ value, label: t(`verdict.${value}`) })),
  ];
  return (
    <Screen>
      <PageHead title={t('nav.conversions')}>
        <May to="manage">
          <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setAdding(true)}>
            {t('byHand.add')}
          </Button>
          <Button
            variant="default"
            leftSection={<FileUp size={16} aria-hidden="true" />}
            component={Link}
            to={`/m/${path.program}/conversions/upload`}
          >
            {t('nav.upload')}
          </Button>
        </May>
      </PageHead>
      <Filter
        label={t('conversions.filter')}
        value={verdict ?? 'all'}
        options={options}
        onChange={(next) =>
          void navigate({ search: { ...find.query, ...(next === 'all' ? {} : { status: next }) } })
        }
      />
      <FindBox label={t('conversions.search')} />
      <Loaded query={pages} skeleton={<TableSkeleton columns={8} rows={12} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              {find.q || pages.more ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty
                  icon={GitCommitHorizontal}
                  title={t('conversions.none')}
                  text={t('conversions.noneText')}
                />
              )}
            </Card>
          ) : (
            <DataTable
              label={t('nav.conversions')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) => t('conversions.open', { transaction: row.transaction_id })}
              openId={search.id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <Suspense>{adding && <AddByHand onClose={() => setAdding(false)} />}</Suspense>
      <DetailDrawer id={search.id} title={t('conversions.one')}>
        {(id) => <ConversionDetail id={id} />}
      </DetailDrawer>
    </Screen>
  );
}
