import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useLocation } from '@tanstack/react-router';
import { Link2, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { listLinksOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { FindBox, NothingFound, useFind } from '../../kit/Find';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { PeriodPicker } from '../../kit/PeriodPicker';
import { resolvePeriod } from '../../kit/period';
import { Screen } from '../../kit/Screen';
import { DetailSkeleton, TableSkeleton } from '../../kit/Skeletons';
import { Codes } from './Codes';
import { useLinkColumns } from './columns';
import { DeepLink } from './DeepLink';
import styles from './Links.module.css';
import { linkName } from './name';

const LinkBuilder = lazy(() => import('./LinkBuilder'));
const LinkDetail = lazy(() => import('./LinkDetail'));

const route = getRouteApi('/p/$partner/$program/links');

/** The partner's links and codes, as far as the program has them. */
export function Links() {
  const { t } = useTranslation();
  const { features } = usePartnerPlace();
  if (features.links) return <OwnLinks codes={features.coupons} />;
  return (
    <Screen>
      <PageHead title={t(features.coupons ? 'nav.codes' : 'nav.links')} />
      {features.coupons ? (
        <Codes alone />
      ) : (
        <Card>
          <Empty icon={Link2} title={t('links.off')} text={t('links.offText')} />
        </Card>
      )}
    </Screen>
  );
}

function OwnLinks({ codes }: { codes: boolean }) {
  const { t } = useTranslation();
  const { path, zone, features } = usePartnerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  // `#new` is where "Create link" of any page leads.
  const building = useLocation({ select: ({ hash }) => hash === 'new' });
  const setBuilding = (open: boolean) =>
    void navigate({ search, hash: open ? 'new' : '', replace: !open, resetScroll: false });
  const [archived, setArchived] = useState(false);
  const find = useFind();
  const links = useQuery({
    ...listLinksOptions({
      path,
      query: { ...resolvePeriod(search, zone), ...find.query, ...(archived ? { archived } : {}) },
    }),
    placeholderData: (before) => before,
  });
  const list = links.data;
  const columns = useLinkColumns(list?.data ?? []);
  const full = list !== undefined && list.custom_used >= list.custom_limit;
  const create = features.custom_links && (
    <Button
      leftSection={<Plus size={16} aria-hidden="true" />}
      onClick={() => setBuilding(true)}
      disabled={!list || full}
    >
      {t('links.create')}
    </Button>
  );
  return (
    <Screen>
      <PageHead
        title={t('nav.links')}
        meta={
          list && features.custom_links
            ? t('links.used', { used: list.custom_used, limit: list.custom_limit })
            : undefined
        }
      >
        <PeriodPicker
          value={search}
          zone={zone}
          onChange={(next) => void navigate({ search: { ...find.query, ...next }, resetScroll: false })}
        />
        {create}
      </PageHead>
      <FindBox label={t('links.search')} />
      <Loaded query={links} skeleton={<TableSkeleton columns={6} rows={6} />}>
        {({ data: rows }) =>
          rows.length === 0 ? (
            <Card>
              {find.q ? (
                <NothingFound />
              ) : (
                <Empty
                  icon={Link2}
                  title={t(archived ? 'links.noneArchived' : 'links.none')}
                  text={t(archived ? 'links.noneArchivedText' : 'links.noneText')}
                  action={!archived && create}
                />
              )}
            </Card>
          ) : (
            <DataTable
              label={t('nav.links')}
              columns={columns}
              wide
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) => t('links.open', { name: linkName(row, t) })}
              openId={search.id}
            />
          )
        }
      </Loaded>
      {features.custom_links && (
        <button type="button" className={styles.fold} onClick={() => setArchived(!archived)}>
          {t(archived ? 'links.showCurrent' : 'links.showArchived')}
        </button>
      )}
      {features.deep_links && !archived && <DeepLink hosts={list?.allowed_hosts ?? []} />}
      {codes && <Codes />}
      {list && features.custom_links && (
        <Suspense>
          <LinkBuilder opened={building} choices={list} onClose={() => setBuilding(false)} />
        </Suspense>
      )}
      <DetailDrawer id={search.id} title={t('links.one')}>
        {(id) => (
          <Suspense fallback={<DetailSkeleton />}>
            <LinkDetail
              id={id}
              row={list?.data.find((row) => row.id === id)}
              choices={features.custom_links ? list : undefined}
            />
          </Suspense>
        )}
      </DetailDrawer>
    </Screen>
  );
}
