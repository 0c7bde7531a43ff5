import type { PartnerLeadRow } from '../../api';
import { useTranslation } from '../../i18n';
import { type Column, DataTable } from '../../kit/DataTable';
import { date, money } from '../../kit/format';
import { LeadPill } from './LeadPill';

/** A partner's leads in rows. */
export function LeadTable({
  label,
  rows,
  zone,
  openId,
  more,
  loadingMore,
}: {
  label: string;
  rows: readonly PartnerLeadRow[];
  zone: string;
  openId?: string | undefined;
  more: (() => void) | undefined;
  loadingMore: boolean;
}) {
  const { t } = useTranslation();
  const columns: Column<PartnerLeadRow>[] = [
    { id: 'name', head: t('leads.name'), card: 'title', cell: (row) => row.name },
    { id: 'company', head: t('leads.company'), card: 'meta', cell: (row) => row.company ?? '–' },
    { id: 'email', head: t('leads.email'), muted: true, cell: (row) => row.email ?? '–' },
    { id: 'source', head: t('leads.source'), muted: true, cell: (row) => t(`leads.from.${row.source}`) },
    { id: 'date', head: t('leads.date'), muted: true, cell: (row) => date(row.created_at, zone) },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => <LeadPill status={row.status} sent={row.source === 'program'} />,
    },
    {
      id: 'amount',
      head: t('leads.amount'),
      end: true,
      card: 'amount',
      cell: (row) => (row.amount ? <strong>{money(row.amount)}</strong> : '–'),
    },
  ];
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowLabel={(row) => t('leads.open', { name: row.name })}
      {...(openId ? { openId } : {})}
      more={more}
      loadingMore={loadingMore}
    />
  );
}
