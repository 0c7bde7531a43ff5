import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { UserPlus, Users } from 'lucide-react';
import { lazy, useState } from 'react';
import type { ManagerPartner } from '../../api';
import {
  listGroupsOptions,
  listPartnersInfiniteOptions,
  listTagsOptions,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { loadSide, useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { DetailDrawer } from '../../kit/DetailDrawer';
import { Empty } from '../../kit/Empty';
import { Filter } from '../../kit/Filters';
import { count, date, money } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { PeriodPicker } from '../../kit/PeriodPicker';
import { Pill } from '../../kit/Pill';
import { resolvePeriod } from '../../kit/period';
import { Screen } from '../../kit/Screen';
import { SearchBox } from '../../kit/SearchBox';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { InvitePartner } from './InvitePartner';
import { PlaceFilter } from './PlaceFilter';
import { engagements, partnerStatuses, partnerTones } from './status';

const PartnerDetail = lazy(() => loadSide('activity').then(() => import('./PartnerDetail')));

const route = getRouteApi('/m/$program/partners');

/** The program's partners with what each of them brings, and how often they look in. */
export function Partners() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [inviting, setInviting] = useState(false);
  const status = partnerStatuses.find((one) => one === search.status);
  const ladder = useQuery(listGroupsOptions({ path })).data;
  const tags = useQuery(listTagsOptions({ path })).data?.tags ?? [];
  const { group, tier, tag } = search;
  const looks = engagements.find((one) => one === search.looks);
  const asked = search.q ? { q: search.q } : {};
  const place = {
    ...asked,
    ...(group ? { group } : {}),
    ...(tier ? { tier } : {}),
    ...(tag ? { tag } : {}),
    ...(looks ? { looks } : {}),
  };
  const { looks: engagement, ...narrowed } = place;
  const pages = usePages(
    listPartnersInfiniteOptions({
      path,
      query: {
        limit: 50,
        ...resolvePeriod(search, zone),
        ...(status ? { status } : {}),
        ...narrowed,
        ...(engagement ? { engagement } : {}),
      },
    }),
  );
  const narrow = status !== undefined || Object.keys(place).length > 0;
  const columns: Column<ManagerPartner>[] = [
    {
      id: 'name',
      head: t('partners.name'),
      card: 'title',
      cell: (row) => row.name,
    },
    {
      id: 'joined',
      head: t('partners.joined'),
      muted: true,
      card: 'meta',
      cell: (row) => date(row.decided_at ?? row.applied_at, zone),
    },
    { id: 'clicks', head: t('stat.clicks'), end: true, cell: (row) => count(row.clicks) },
    { id: 'conversions', head: t('stat.conversions'), end: true, cell: (row) => count(row.conversions) },
    { id: 'revenue', head: t('links.revenue'), end: true, cell: (row) => money(row.revenue) },
    {
      id: 'commissions',
      head: t('stat.commissions'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{money(row.commissions)}</strong>,
    },
    {
      id: 'looks',
      head: t('partners.looksIn'),
      muted: true,
      cell: (row) => t(`partners.looks.${row.engagement}`),
    },
    ...(ladder?.tiers.length
      ? [
          {
            id: 'tier',
            head: t('groups.tier'),
            muted: true,
            cell: (row: ManagerPartner) => ladder.tiers.find((one) => one.id === row.tier)?.name ?? '–',
          },
        ]
      : []),
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <Pill tone={partnerTones[row.status]}>{t(`enrollment.${row.status}`)}</Pill>,
    },
  ];
  const options = [
    { value: 'all', label: t('commissions.all') },
    ...partnerStatuses.map((value) => ({ value, label: t(`enrollment.${value}`) })),
  ];
  return (
    <Screen>
      <PageHead title={t('nav.partners')}>
        <PeriodPicker
          value={search}
          zone={zone}
          onChange={(next) =>
            void navigate({
              search: { ...(status ? { status } : {}), ...place, ...next },
              resetScroll: false,
            })
          }
        />
        <Button
          variant="default"
          renderRoot={(props) => <Link {...props} to="/m/$program/partners/invitations" params={path} />}
        >
          {t('partners.invitations')}
        </Button>
        <May to="manage">
          <Button leftSection={<UserPlus size={16} aria-hidden="true" />} onClick={() => setInviting(true)}>
            {t('partners.invite')}
          </Button>
        </May>
      </PageHead>
      <SearchBox
        label={t('partners.search')}
        value={search.q ?? ''}
        onChange={(q) =>
          void navigate({
            search: (now) => ({ ...now, q: q || undefined }),
            replace: true,
            resetScroll: false,
          })
        }
      />
      <Filter
        label={t('partners.filter')}
        value={status ?? 'all'}
        options={options}
        onChange={(next) =>
          void navigate({ search: { ...place, ...(next === 'all' ? {} : { status: next }) } })
        }
      />
      {ladder && (
        <PlaceFilter
          ladder={ladder}
          tags={tags}
          value={place}
          onChange={(next) =>
            void navigate({
              search: {
                ...asked,
                ...(status ? { status } : {}),
                ...(next.group ? { group: next.group } : {}),
                ...(next.tier ? { tier: next.tier } : {}),
                ...(next.tag ? { tag: next.tag } : {}),
                ...(next.looks ? { looks: next.looks } : {}),
              },
            })
          }
        />
      )}
      <Loaded query={pages} skeleton={<TableSkeleton columns={7} rows={8} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty
                icon={Users}
                title={narrow ? t('partners.noneFound') : t('partners.none')}
                text={narrow ? t('partners.noneFoundText') : t('applications.noneText')}
              />
            </Card>
          ) : (
            <DataTable
              label={t('nav.partners')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              rowLabel={(row) => t('partners.open', { name: row.name })}
              openId={search.id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <InvitePartner opened={inviting} onClose={() => setInviting(false)} />
      <DetailDrawer id={search.id} title={t('partners.one')}>
        {(id) => <PartnerDetail id={id} />}
      </DetailDrawer>
    </Screen>
  );
}
