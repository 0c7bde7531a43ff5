import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Store, Users } from 'lucide-react';
import { useState } from 'react';
import type { NetworkListing, NetworkPartner } from '../../api';
import {
  decideNetworkPartnerMutation,
  hideListingMutation,
  listNetworkListingsInfiniteOptions,
  listNetworkPartnersInfiniteOptions,
} from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { Filter } from '../../kit/Filters';
import { FindBox, NothingFound, useFind } from '../../kit/Find';
import { dateTime } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Pill } from '../../kit/Pill';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { said } from '../../kit/toast';
import { usePages } from '../../kit/usePages';
import styles from './Market.module.css';
import type { Kind } from './names';

const route = getRouteApi('/account/network');
const statuses = ['submitted', 'approved', 'rejected', 'suspended'] as const;
type Status = (typeof statuses)[number];
type Decided = Exclude<Status, 'submitted'>;

/** What may follow each state, with the words of its button. */
const follows = {
  submitted: [
    ['approved', 'approve'],
    ['rejected', 'reject'],
  ],
  approved: [['suspended', 'suspend']],
  suspended: [['approved', 'restore']],
  rejected: [],
} as const satisfies Record<Status, readonly (readonly [Decided, string])[]>;

/** The operator's page: who may look around in the network, and what is shown there. */
export function Network() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const tab = search.status === 'listings' ? 'listings' : 'partners';
  return (
    <Screen>
      <PageHead title={t('market.network')} meta={t('market.networkMeta')} />
      <Filter
        label={t('market.network')}
        value={search.status ?? 'submitted'}
        options={[
          ...statuses.map((value) => ({ value: value as string, label: t(`market.status.${value}`) })),
          { value: 'listings', label: t('market.listings') },
        ]}
        onChange={(next) => void navigate({ search: { status: next } })}
      />
      <FindBox label={t(tab === 'listings' ? 'market.search' : 'market.searchPartners')} />
      {tab === 'listings' ? (
        <Listings />
      ) : (
        <Partners status={statuses.find((one) => one === search.status) ?? 'submitted'} />
      )}
    </Screen>
  );
}

function Partners({ status }: { status: Status }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const find = useFind();
  const [asking, setAsking] = useState<{ partner: NetworkPartner; to: Decided; label: string }>();
  const pages = usePages(listNetworkPartnersInfiniteOptions({ query: { limit: 25, status, ...find.query } }));
  const decide = useMutation({
    ...decideNetworkPartnerMutation(),
    onSuccess: () => {
      said(t('market.decided'));
      setAsking(undefined);
      void queryClient.invalidateQueries();
    },
  });
  const act = (partner: NetworkPartner, to: Decided, label: string) =>
    to === 'approved'
      ? decide.mutate({ path: { partner: partner.id }, body: { status: to } })
      : setAsking({ partner, to, label });
  const columns: Column<NetworkPartner>[] = [
    {
      id: 'name',
      head: t('market.partner'),
      card: 'title',
      cell: (row) => (
        <span>
          <strong>{row.name}</strong>
          <small className={styles.summary}>{row.about}</small>
          {row.website && (
            <a href={row.website} target="_blank" rel="noreferrer" className="link">
              {row.website.replace(/^https:\/\//, '')}
            </a>
          )}
          {row.reason && <small className={styles.summary}>{row.reason}</small>}
        </span>
      ),
    },
    {
      id: 'kinds',
      head: t('market.kinds'),
      card: 'meta',
      cell: (row) => row.kinds.map((one) => t(`market.kind.${one as Kind}`)).join(', '),
    },
    { id: 'asked', head: t('market.asked'), muted: true, cell: (row) => dateTime(row.asked_at, 'UTC') },
    {
      id: 'act',
      head: t('batches.act'),
      end: true,
      card: 'meta',
      cell: (row) => (
        <span className={styles.acts}>
          {follows[status].map(([to, label]) => (
            <Button
              key={to}
              size="compact-xs"
              variant="default"
              loading={decide.isPending && decide.variables.path.partner === row.id}
              onClick={() => act(row, to, label)}
            >
              {t(`market.${label}`)}
            </Button>
          ))}
        </span>
      ),
    },
  ];
  return (
    <>
      <Loaded query={pages} skeleton={<TableSkeleton columns={4} rows={5} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              {find.q ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty icon={Users} title={t('market.nobody')} text={t('market.nobodyText')} />
              )}
            </Card>
          ) : (
            <DataTable
              label={t('market.applications')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
      <ReasonDialog
        opened={asking !== undefined}
        title={asking?.partner.name ?? ''}
        text={t('market.reasonHint')}
        reason={t('market.reason')}
        confirm={asking ? t(`market.${asking.label as 'reject'}`) : ''}
        danger
        busy={decide.isPending}
        onClose={() => setAsking(undefined)}
        onConfirm={(reason) =>
          asking &&
          decide.mutate({ path: { partner: asking.partner.id }, body: { status: asking.to, reason } })
        }
      />
    </>
  );
}

function Listings() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const find = useFind();
  const pages = usePages(listNetworkListingsInfiniteOptions({ query: { limit: 25, ...find.query } }));
  const hide = useMutation({ ...hideListingMutation(), onSuccess: () => queryClient.invalidateQueries() });
  const stands = (row: NetworkListing) =>
    row.hidden ? 'market.hiddenPill' : row.published ? 'market.shown' : 'market.draft';
  const columns: Column<NetworkListing>[] = [
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
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <Pill tone={row.published && !row.hidden ? 'good' : 'plain'}>{t(stands(row))}</Pill>,
    },
    {
      id: 'act',
      head: t('batches.act'),
      end: true,
      card: 'meta',
      cell: (row) => (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => hide.mutate({ path: { listing: row.id }, body: { hidden: !row.hidden } })}
        >
          {t(row.hidden ? 'market.show' : 'market.hide')}
        </Button>
      ),
    },
  ];
  return (
    <Loaded query={pages} skeleton={<TableSkeleton columns={3} rows={5} />}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Card>
            {find.q ? (
              <NothingFound more={pages.more} />
            ) : (
              <Empty icon={Store} title={t('market.noListings')} text={t('market.noListingsText')} />
            )}
          </Card>
        ) : (
          <DataTable
            label={t('market.listings')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            more={pages.more}
            loadingMore={pages.loadingMore}
          />
        )
      }
    </Loaded>
  );
}
