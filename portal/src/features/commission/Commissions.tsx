import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Coins, Download } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { PartnerCommission } from '../../api';
import { listCommissionsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { Filter } from '../../kit/Filters';
import { NothingFound } from '../../kit/Find';
import { date, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { SearchBox } from '../../kit/SearchBox';
import { CardSkeleton, TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { Amount } from './Amount';
import { reasonText } from './reason';
import { WordPill } from './WordPill';
import { readWord, type Word, words } from './words';

const CommissionDetail = lazy(() => import('./CommissionDetail'));

const ProjectionCard = lazy(() => import('./ProjectionCard'));
const Missed = lazy(() => import('./Missed'));

const route = getRouteApi('/p/$partner/$program/commissions');

/** The filter's value for what earned nothing. */
const nothing = 'missed';

const csvAddress = (path: { partner: string; program: string }, said: Word | undefined) =>
  `/api/p/${path.partner}/programs/${path.program}/commissions.csv${said ? `?said=${said}` : ''}`;

/** What is ready and expected, every amount earned with its story, and what earned nothing. */
export function Commissions() {
  const { t } = useTranslation();
  const { path, style } = usePartnerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const said = readWord(search.status, style);
  const missed = search.status === nothing;
  const asked = search.q ? { q: search.q } : {};
  const options = [
    { value: 'all', label: t('commissions.all') },
    ...words[style].map((value) => ({ value, label: t(`word.${value}`) })),
    { value: nothing, label: t('missed.title') },
  ];

  return (
    <Screen>
      <PageHead title={t('nav.commissions')}>
        <Button
          component="a"
          href={csvAddress(path, said)}
          download
          variant="default"
          leftSection={<Download size={16} aria-hidden="true" />}
        >
          {t('commissions.export')}
        </Button>
      </PageHead>
      <Suspense fallback={<CardSkeleton height={340} />}>
        <ProjectionCard />
      </Suspense>
      <Filter
        label={t('commissions.filter')}
        value={missed ? nothing : (said ?? 'all')}
        options={options}
        onChange={(next) =>
          void navigate({ search: { ...asked, ...(next === 'all' ? {} : { status: next }) } })
        }
      />
      {!missed && (
        <SearchBox
          label={t('commissions.search')}
          value={search.q ?? ''}
          onChange={(q) =>
            void navigate({
              search: (now) => ({ ...now, q: q || undefined }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      )}
      {missed ? (
        <Suspense fallback={<TableSkeleton columns={4} rows={8} />}>
          <Missed />
        </Suspense>
      ) : (
        <List said={said} asked={asked} openId={search.id} />
      )}
      <DetailDrawer id={search.id} title={t('commissions.one')}>
        {(id) => <CommissionDetail id={id} />}
      </DetailDrawer>
    </Screen>
  );
}

type ListProps = { said: Word | undefined; asked: { q?: string }; openId: string | undefined };

function List({ said, asked, openId }: ListProps) {
  const { t } = useTranslation();
  const { path, zone, style } = usePartnerPlace();
  const pages = usePages(
    listCommissionsInfiniteOptions({ path, query: { limit: 50, ...asked, ...(said ? { said } : {}) } }),
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
      cell: (row) => <WordPill said={row.said} status={row.status} style={style} />,
    },
    {
      id: 'hold',
      head: t('commissions.note'),
      muted: true,
      cell: (row) =>
        row.status === 'pending' && row.hold_until
          ? t('commissions.heldUntil', { date: date(row.hold_until, zone) })
          : row.status === 'held' || !row.reason
            ? '–'
            : reasonText(row.reason),
    },
    {
      id: 'amount',
      head: t('commissions.amount'),
      end: true,
      card: 'amount',
      cell: (row) => <Amount of={row} />,
    },
  ];
  return (
    <Loaded query={pages} skeleton={<TableSkeleton columns={6} rows={12} />}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Card>{asked.q || pages.more ? <NothingFound more={pages.more} /> : <Nothing said={said} />}</Card>
        ) : (
          <DataTable
            label={t('nav.commissions')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            rowLabel={(row) =>
              t('commissions.open', { amount: money(row.net_amount), date: date(row.occurred_at, zone) })
            }
            openId={openId}
            more={pages.more}
            loadingMore={pages.loadingMore}
          />
        )
      }
    </Loaded>
  );
}

function Nothing({ said }: { said: Word | undefined }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  return said ? (
    <Empty
      icon={Coins}
      title={t('commissions.noneOf', { status: t(`word.${said}`) })}
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
  );
}
