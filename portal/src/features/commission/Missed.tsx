import { CircleSlash } from 'lucide-react';
import type { PartnerMissed } from '../../api';
import { listMissedInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { date } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';

/** What earned nothing, each with the reason. */
export default function Missed() {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const pages = usePages(listMissedInfiniteOptions({ path, query: { limit: 50 } }));
  const columns: Column<PartnerMissed>[] = [
    { id: 'date', head: t('commissions.date'), muted: true, cell: (row) => date(row.occurred_at, zone) },
    {
      id: 'kind',
      head: t('commissions.kind'),
      card: 'title',
      cell: (row) => row.customer ?? t(`kind.${row.kind}`),
    },
    {
      id: 'link',
      head: t('commissions.link'),
      muted: true,
      card: 'meta',
      cell: (row) => row.link?.name ?? '–',
    },
    { id: 'why', head: t('commissions.reason'), cell: (row) => t(`missed.why.${row.code}`) },
  ];
  return (
    <Loaded query={pages} skeleton={<TableSkeleton columns={4} rows={8} />}>
      {({ rows }) =>
        rows.length === 0 && !pages.more ? (
          <Card>
            <Empty icon={CircleSlash} title={t('missed.none')} text={t('missed.noneText')} />
          </Card>
        ) : (
          <DataTable
            label={t('missed.title')}
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
