import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { FileSignature, Plus } from 'lucide-react';
import { lazy, useState } from 'react';
import type { ManagerManagedAgreement } from '../../api';
import { manageAgreementsOptions } from '../../api/@tanstack/react-query.gen';
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
import { Pill } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { AgreementForm } from './AgreementForm';

const AgreementDetail = lazy(() => import('./AgreementDetail'));

const route = getRouteApi('/m/$program/agreements');

/** What partners have to sign before anything else. */
export function Agreements() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const search = route.useSearch();
  const [creating, setCreating] = useState(false);
  const agreements = useQuery(manageAgreementsOptions({ path }));
  const create = (
    <May to="manage">
      <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setCreating(true)}>
        {t('agreements.create')}
      </Button>
    </May>
  );
  const columns: Column<ManagerManagedAgreement>[] = [
    {
      id: 'title',
      head: t('agreement.title'),
      card: 'title',
      sort: (row) => row.title,
      cell: (row) => row.title,
    },
    {
      id: 'signers',
      head: t('agreements.signers'),
      card: 'meta',
      cell: (row) => t(`agreements.who.${row.signers}`),
    },
    {
      id: 'groups',
      head: t('agreements.for'),
      muted: true,
      cell: (row) =>
        row.groups.length === 0 ? t('agreements.all') : t('agreements.groups', { count: row.groups.length }),
    },
    {
      id: 'published',
      head: t('agreements.published'),
      muted: true,
      sort: (row) => row.published_at ?? '',
      cell: (row) =>
        row.published_at
          ? `${date(row.published_at, zone)} (${t('agreement.version', { number: row.number })})`
          : '–',
    },
    {
      id: 'state',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <StatePill state={row.state} />,
    },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.agreements')}>{create}</PageHead>
      <Loaded query={agreements} skeleton={<TableSkeleton columns={5} rows={3} />}>
        {({ data }) =>
          data.length === 0 ? (
            <Card>
              <Empty
                icon={FileSignature}
                title={t('agreements.none')}
                text={t('agreements.noneText')}
                action={create}
              />
            </Card>
          ) : (
            <DataTable
              label={t('nav.agreements')}
              columns={columns}
              rows={data}
              rowKey={(row) => row.id}
              rowLabel={(row) => t('agreements.open', { name: row.title })}
              openId={search.id}
            />
          )
        }
      </Loaded>
      <AgreementForm opened={creating} onClose={() => setCreating(false)} />
      <DetailDrawer id={search.id} title={t('agreements.one')}>
        {(id) => <AgreementDetail id={id} />}
      </DetailDrawer>
    </Screen>
  );
}

const tones = { draft: 'plain', in_force: 'good', withdrawn: 'warn' } as const;

/** Where an agreement stands. */
export function StatePill({ state }: { state: ManagerManagedAgreement['state'] }) {
  const { t } = useTranslation();
  return <Pill tone={tones[state]}>{t(`agreements.state.${state}`)}</Pill>;
}
