import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Plus, Tag } from 'lucide-react';
import { lazy, useState } from 'react';
import type { ManagerOffer } from '../../api';
import { listOffersOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { date } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { rewardText } from '../../kit/reward';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { OfferForm } from './OfferForm';
import { OfferPill } from './OfferPill';
import { actionText } from './reward';

const OfferDetail = lazy(() => import('./OfferDetail'));

const route = getRouteApi('/m/$program/offers');

/** What the program pays for what. A changed rule is a new version; old commissions keep theirs. */
export function Offers() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const search = route.useSearch();
  const [creating, setCreating] = useState(false);
  const offers = useQuery(listOffersOptions({ path }));
  const create = (
    <May to="manage">
      <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setCreating(true)}>
        {t('offers.create')}
      </Button>
    </May>
  );
  const columns: Column<ManagerOffer>[] = [
    { id: 'name', head: t('offers.name'), card: 'title', cell: (row) => row.name },
    {
      id: 'action',
      head: t('offers.action'),
      muted: true,
      card: 'meta',
      cell: (row) => actionText(row.current, t),
    },
    {
      id: 'since',
      head: t('offers.since'),
      muted: true,
      cell: (row) => (row.current ? date(row.current.effective_at, zone) : '–'),
    },
    {
      id: 'version',
      head: t('offers.version'),
      end: true,
      muted: true,
      cell: (row) => row.current?.version ?? '–',
    },
    { id: 'status', head: t('commissions.status'), card: 'status', cell: (row) => <OfferPill offer={row} /> },
    {
      id: 'reward',
      head: t('offers.reward'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{row.current ? rewardText(row.current.reward) : '–'}</strong>,
    },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.offers')}>{create}</PageHead>
      <Loaded query={offers} skeleton={<TableSkeleton columns={6} rows={4} />}>
        {({ data: rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty icon={Tag} title={t('offers.none')} text={t('offers.noneText')} action={create} />
            </Card>
          ) : (
            <DataTable
              label={t('nav.offers')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) => t('offers.open', { name: row.name })}
              openId={search.id}
            />
          )
        }
      </Loaded>
      <OfferForm opened={creating} onClose={() => setCreating(false)} />
      <DetailDrawer id={search.id} title={t('offers.one')}>
        {(id) => (
          <OfferDetail offer={offers.data?.data.find((row) => row.id === id)} loading={offers.isPending} />
        )}
      </DetailDrawer>
    </Screen>
  );
}
