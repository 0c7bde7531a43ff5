import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Plus, Trophy } from 'lucide-react';
import { lazy, useState } from 'react';
import type { ManagerSpiff } from '../../api';
import { listSpiffsOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { count, day, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { BonusForm } from './BonusForm';
import { SpiffForm } from './SpiffForm';
import { SpiffPill } from './SpiffPill';
import { targetText } from './words';

const SpiffDetail = lazy(() => import('./SpiffDetail'));

const route = getRouteApi('/m/$program/spiffs');

/** Bonuses for a target within a window, with who reached them and what they cost. */
export function Spiffs() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const search = route.useSearch();
  const [creating, setCreating] = useState(false);
  const [giving, setGiving] = useState(false);
  const spiffs = useQuery(listSpiffsOptions({ path }));
  const create = (
    <May to="manage">
      <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setCreating(true)}>
        {t('spiffs.create')}
      </Button>
    </May>
  );
  const columns: Column<ManagerSpiff>[] = [
    { id: 'name', head: t('spiffs.name'), card: 'title', cell: (row) => row.name },
    {
      id: 'when',
      head: t('promotions.when'),
      card: 'meta',
      muted: true,
      cell: (row) => `${day(row.from)} – ${day(row.to)}`,
    },
    { id: 'target', head: t('spiffs.target'), cell: (row) => targetText(row, t) },
    { id: 'amount', head: t('spiffs.amount'), end: true, cell: (row) => money(row.amount) },
    { id: 'partners', head: t('spiffs.reached'), end: true, cell: (row) => count(row.partners) },
    {
      id: 'awarded',
      head: t('spiffs.awarded'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{money(row.awarded)}</strong>,
    },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <SpiffPill status={row.status} />,
    },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.spiffs')} meta={t('spiffs.meta')}>
        <May to="manage">
          <Button variant="default" onClick={() => setGiving(true)}>
            {t('spiffs.bonus')}
          </Button>
        </May>
        {create}
      </PageHead>
      <Loaded query={spiffs} skeleton={<TableSkeleton columns={7} rows={4} />}>
        {({ data: rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty icon={Trophy} title={t('spiffs.none')} text={t('spiffs.noneText')} action={create} />
            </Card>
          ) : (
            <DataTable
              label={t('nav.spiffs')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) => t('spiffs.open', { name: row.name })}
              openId={search.id}
            />
          )
        }
      </Loaded>
      <SpiffForm opened={creating} onClose={() => setCreating(false)} />
      <BonusForm opened={giving} onClose={() => setGiving(false)} />
      <DetailDrawer id={search.id} title={t('spiffs.one')}>
        {(id) => (
          <SpiffDetail spiff={spiffs.data?.data.find((row) => row.id === id)} loading={!spiffs.data} />
        )}
      </DetailDrawer>
    </Screen>
  );
}
