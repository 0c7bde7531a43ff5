import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { Megaphone, Plus } from 'lucide-react';
import { useState } from 'react';
import type { ManagerPromotion } from '../../api';
import { listPromotionsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { PromotionDetail } from './PromotionDetail';
import { PromotionForm } from './PromotionForm';
import { SalePill } from './SalePill';
import { spanText } from './span';

const route = getRouteApi('/m/$program/promotions');

/** The sales that only partners announce, as managers keep them. */
export function Promotions() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const search = route.useSearch();
  const [creating, setCreating] = useState(false);
  const sales = usePages(listPromotionsInfiniteOptions({ path, query: { limit: 100 } }));
  const create = (
    <May to="manage">
      <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setCreating(true)}>
        {t('promotions.create')}
      </Button>
    </May>
  );
  const columns: Column<ManagerPromotion>[] = [
    { id: 'name', head: t('promotions.name'), card: 'title', cell: (row) => row.name },
    { id: 'when', head: t('promotions.when'), card: 'meta', cell: (row) => spanText(row, zone) },
    {
      id: 'code',
      head: t('promotions.code'),
      muted: true,
      cell: (row) => (row.coupon_hint ? <code>{row.coupon_hint}</code> : '–'),
    },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <SalePill status={row.status} />,
    },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.promotions')}>{create}</PageHead>
      <Loaded query={sales} skeleton={<TableSkeleton columns={4} rows={4} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty
                icon={Megaphone}
                title={t('promotions.none')}
                text={t('promotions.noneText')}
                action={create}
              />
            </Card>
          ) : (
            <DataTable
              label={t('nav.promotions')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) => t('promotions.open', { name: row.name })}
              openId={search.id}
              more={sales.more}
              loadingMore={sales.loadingMore}
            />
          )
        }
      </Loaded>
      <PromotionForm opened={creating} onClose={() => setCreating(false)} />
      <DetailDrawer id={search.id} title={t('promotions.one')}>
        {(id) => (
          <PromotionDetail sale={sales.data?.rows.find((row) => row.id === id)} loading={!sales.data} />
        )}
      </DetailDrawer>
    </Screen>
  );
}
