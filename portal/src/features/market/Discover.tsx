import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Store } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PartnerListingRow } from '../../api';
import { browseListingsInfiniteOptions, getNetworkOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { FindBox, NothingFound, useFind } from '../../kit/Find';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { CardSkeleton, TableSkeleton, Waiting } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { Admission } from './Admission';
import { ListingDetail, type Questions } from './ListingDetail';
import styles from './Market.module.css';
import { type Category, categories, type Kind, kinds } from './names';

const route = getRouteApi('/p/$partner/discover');

/** The marketplace: programs that a partner can join, once the network has let it in. */
export function Discover({ questions }: { questions: Questions }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const network = useQuery(getNetworkOptions({ path }));
  return (
    <Screen>
      <PageHead title={t('market.title')} meta={t('market.meta')} />
      <Loaded
        query={network}
        skeleton={
          <Waiting>
            <CardSkeleton height={320} />
          </Waiting>
        }
      >
        {(standing) =>
          standing.status === 'approved' ? (
            <Programs questions={questions} />
          ) : (
            <Admission standing={standing} />
          )
        }
      </Loaded>
    </Screen>
  );
}

function Programs({ questions }: { questions: Questions }): ReactNode {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const find = useFind();
  const category = categories.find((one) => one === search.category);
  const kind = kinds.find((one) => one === search.kind);
  const pages = usePages(
    browseListingsInfiniteOptions({
      path,
      query: { limit: 25, ...find.query, ...(category ? { category } : {}), ...(kind ? { kind } : {}) },
    }),
  );
  const narrow = (next: { category?: string; kind?: string }) =>
    void navigate({
      search: ({ category: _c, kind: _k, id: _i, ...rest }) => ({
        ...rest,
        ...(next.category ? { category: next.category } : {}),
        ...(next.kind ? { kind: next.kind } : {}),
      }),
    });
  const columns: Column<PartnerListingRow>[] = [
    {
      id: 'name',
      head: t('market.one'),
      card: 'title',
      cell: (row) => (
        <span>
          <strong>{row.name}</strong>
          <small className={styles.summary}>{row.summary}</small>
        </span>
      ),
    },
    {
      id: 'category',
      head: t('market.categoryLabel'),
      card: 'meta',
      cell: (row) => t(`market.category.${row.category as Category}`),
    },
    {
      id: 'kinds',
      head: t('market.kindLabel'),
      muted: true,
      cell: (row) =>
        row.kinds.map((one) => t(`market.kind.${one as Kind}`)).join(', ') || t('market.anyPartner'),
    },
    {
      id: 'place',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) =>
        row.place && (
          <Pill tone={row.place === 'active' ? 'good' : 'plain'}>{t(`market.place.${row.place}`)}</Pill>
        ),
    },
  ];
  return (
    <>
      <div className={styles.filters}>
        <FindBox label={t('market.search')} />
        <NativeSelect
          aria-label={t('market.categoryLabel')}
          value={category ?? ''}
          data={[
            { value: '', label: t('market.anyCategory') },
            ...categories.map((value) => ({ value, label: t(`market.category.${value}`) })),
          ]}
          onChange={(e) => narrow({ category: e.currentTarget.value, ...(kind ? { kind } : {}) })}
        />
        <NativeSelect
          aria-label={t('market.kindLabel')}
          value={kind ?? ''}
          data={[
            { value: '', label: t('market.anyKind') },
            ...kinds.map((value) => ({ value, label: t(`market.kind.${value}`) })),
          ]}
          onChange={(e) => narrow({ kind: e.currentTarget.value, ...(category ? { category } : {}) })}
        />
      </div>
      <Loaded query={pages} skeleton={<TableSkeleton columns={4} rows={6} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              {find.q || category || kind || pages.more ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty icon={Store} title={t('market.none')} text={t('market.noneText')} />
              )}
            </Card>
          ) : (
            <DataTable
              label={t('market.title')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) => t('market.open', { name: row.name })}
              openId={search.id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <DetailDrawer id={search.id} title={t('market.one')}>
        {(id) => <ListingDetail key={id} id={id} questions={questions} />}
      </DetailDrawer>
    </>
  );
}
