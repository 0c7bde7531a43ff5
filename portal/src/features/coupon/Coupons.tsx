import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { Plus, Ticket } from 'lucide-react';
import { useState } from 'react';
import type { ManagerCoupon } from '../../api';
import { listCouponsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { FindBox, NothingFound, useFind } from '../../kit/Find';
import { date } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { CouponDetail } from './CouponDetail';
import { CouponForm } from './CouponForm';
import { payText } from './reward';

const route = getRouteApi('/m/$program/coupons');

/** The codes that the program gave to partners. */
export function Coupons() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const search = route.useSearch();
  const [creating, setCreating] = useState(false);
  const find = useFind();
  const coupons = usePages(listCouponsInfiniteOptions({ path, query: { limit: 100, ...find.query } }));
  const create = (
    <May to="manage">
      <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setCreating(true)}>
        {t('coupons.create')}
      </Button>
    </May>
  );
  const columns: Column<ManagerCoupon>[] = [
    { id: 'code', head: t('coupons.code'), card: 'title', cell: (row) => <code>{row.code}</code> },
    { id: 'partner', head: t('coupons.partner'), card: 'meta', cell: (row) => row.partner.name },
    {
      id: 'until',
      head: t('coupons.until'),
      muted: true,
      cell: (row) => (row.until ? date(row.until, zone) : t('coupons.forEver')),
    },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => (
        <Pill tone={row.status === 'active' ? 'good' : 'plain'}>{t(`coupons.${row.status}`)}</Pill>
      ),
    },
    {
      id: 'pays',
      head: t('coupons.pays'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{payText(row, t)}</strong>,
    },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.coupons')}>{create}</PageHead>
      <FindBox label={t('coupons.search')} />
      <Loaded query={coupons} skeleton={<TableSkeleton columns={5} rows={4} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              {find.q || coupons.more ? (
                <NothingFound more={coupons.more} />
              ) : (
                <Empty icon={Ticket} title={t('coupons.none')} text={t('coupons.noneText')} action={create} />
              )}
            </Card>
          ) : (
            <DataTable
              label={t('nav.coupons')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.code}
              rowLabel={(row) => t('coupons.open', { code: row.code })}
              openId={search.id}
              more={coupons.more}
              loadingMore={coupons.loadingMore}
            />
          )
        }
      </Loaded>
      <CouponForm opened={creating} onClose={() => setCreating(false)} />
      <DetailDrawer id={search.id} title={t('coupons.one')}>
        {(code) => (
          <CouponDetail
            coupon={coupons.data?.rows.find((row) => row.code === code)}
            loading={coupons.data === undefined}
          />
        )}
      </DetailDrawer>
    </Screen>
  );
}
