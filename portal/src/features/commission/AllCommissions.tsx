import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Coins } from 'lucide-react';
import type { PartnerProgramCommission } from '../../api';
import { listReportingCommissionsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { findPartner, useSession } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { FindBox, NothingFound, useFind } from '../../kit/Find';
import { date } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { resolvePeriod } from '../../kit/period';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import { Amount } from './Amount';
import { StatusFilter } from './StatusFilter';
import { StatusPill } from './StatusPill';
import { readStatus } from './status';

/** The commissions of all programs, newest event first; each leads to its story in its program. */
export function AllCommissions() {
  const { t } = useTranslation();
  const { partner = '' } = useParams({ strict: false });
  const search = useSearch({ strict: false });
  const zone = findPartner(useSession(), partner).partner?.programs[0]?.zone ?? 'UTC';
  const status = readStatus(search.status);
  const find = useFind();
  const pages = usePages(
    listReportingCommissionsInfiniteOptions({
      path: { partner },
      query: {
        ...resolvePeriod(search, zone),
        limit: 50,
        ...find.query,
        ...(status ? { status } : {}),
        ...(search.program ? { program: search.program } : {}),
      },
    }),
  );
  const columns: Column<PartnerProgramCommission>[] = [
    {
      id: 'date',
      head: t('commissions.date'),
      muted: true,
      cell: (row) => date(row.commission.occurred_at, row.zone),
    },
    {
      id: 'program',
      head: t('reporting.program'),
      muted: true,
      card: 'meta',
      cell: (row) => row.program_name,
    },
    {
      id: 'customer',
      head: t('commissions.customer'),
      card: 'title',
      cell: ({ commission, program_id }) => (
        <Link
          to="/p/$partner/$program/commissions"
          params={{ partner, program: program_id }}
          search={{ id: commission.id }}
          className="link"
        >
          {commission.customer ?? t(`kind.${commission.kind}`)}
        </Link>
      ),
    },
    { id: 'offer', head: t('commissions.offer'), muted: true, cell: (row) => row.commission.offer },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <StatusPill status={row.commission.status} />,
    },
    {
      id: 'amount',
      head: t('commissions.amount'),
      end: true,
      card: 'amount',
      cell: (row) => <Amount of={row.commission} />,
    },
  ];
  return (
    <>
      <StatusFilter status={status} />
      <FindBox label={t('commissions.search')} />
      <Loaded query={pages} skeleton={<TableSkeleton columns={6} rows={12} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              {find.q || pages.more ? (
                <NothingFound more={pages.more} />
              ) : (
                <Empty
                  icon={Coins}
                  title={t('reporting.noCommissions')}
                  text={t('reporting.noCommissionsText')}
                />
              )}
            </Card>
          ) : (
            <DataTable
              label={t('reporting.commissions')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.commission.id}
              more={pages.more}
              loadingMore={pages.loadingMore}
            />
          )
        }
      </Loaded>
    </>
  );
}
