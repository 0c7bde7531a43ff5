import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { PackageSearch, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { PartnerClaim } from '../../api';
import { getClaimOptions, listClaimsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { Facts } from '../../kit/Facts';
import { date, dateTime, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { DetailSkeleton, TableSkeleton } from '../../kit/Skeletons';
import { Sum } from '../../kit/Sum';
import { usePages } from '../../kit/usePages';
import { tones } from './status';

const ClaimForm = lazy(() => import('./ClaimForm'));
const route = getRouteApi('/p/$partner/$program/claims');

/** Orders that the partner missed and asked for. */
export function Claims() {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const { id } = route.useSearch();
  const [filing, setFiling] = useState(false);
  const pages = usePages(listClaimsInfiniteOptions({ path, query: { limit: 25 } }));
  const file = (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setFiling(true)}>
      {t('claims.file')}
    </Button>
  );
  const columns: Column<PartnerClaim>[] = [
    { id: 'order', head: t('claims.order'), card: 'title', cell: (row) => <code>{row.order_id}</code> },
    {
      id: 'day',
      head: t('claims.day'),
      muted: true,
      card: 'meta',
      cell: (row) => date(row.ordered_at, zone),
    },
    { id: 'due', head: t('claims.due'), muted: true, cell: (row) => date(row.due_at, zone) },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <Pill tone={tones[row.status]}>{t(`claims.status.${row.status}`)}</Pill>,
    },
    {
      id: 'amount',
      head: t('claims.amount'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{money(row.amount)}</strong>,
    },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.claims')}>{file}</PageHead>
      <Loaded query={pages} skeleton={<TableSkeleton columns={5} rows={4} />}>
        {({ rows }) =>
          rows.length === 0 && !pages.more ? (
            <Card>
              <Empty
                icon={PackageSearch}
                title={t('claims.none')}
                text={t('claims.noneText')}
                action={file}
              />
            </Card>
          ) : (
            <DataTable
              label={t('nav.claims')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) => t('claims.open', { order: row.order_id })}
              openId={id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <Suspense>{filing && <ClaimForm onClose={() => setFiling(false)} />}</Suspense>
      <DetailDrawer id={id} title={t('claims.one')}>
        {(claim) => <Detail key={claim} id={claim} />}
      </DetailDrawer>
    </Screen>
  );
}

function Detail({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const query = useQuery(getClaimOptions({ path: { ...path, claim: id } }));
  return (
    <Loaded query={query} skeleton={<DetailSkeleton />}>
      {(found) => (
        <>
          <Sum
            pill={<Pill tone={tones[found.status]}>{t(`claims.status.${found.status}`)}</Pill>}
            amount={money(found.amount)}
            under={
              found.status === 'open' ? t('claims.until', { day: date(found.due_at, zone) }) : found.reason
            }
          />
          <Facts
            facts={[
              { label: t('claims.number'), value: found.number },
              { label: t('claims.order'), value: found.order_id },
              { label: t('claims.day'), value: date(found.ordered_at, zone) },
              { label: t('claims.email'), value: found.customer, show: found.customer !== undefined },
              { label: t('claims.coupon'), value: found.coupon_code, show: found.coupon_code !== undefined },
              { label: t('claims.text'), value: found.text },
              { label: t('claims.filedAt'), value: dateTime(found.filed_at, zone) },
              {
                label: t('claims.answeredAt'),
                value: found.answered_at && dateTime(found.answered_at, zone),
                show: found.answered_at !== undefined,
              },
            ]}
          />
        </>
      )}
    </Loaded>
  );
}
