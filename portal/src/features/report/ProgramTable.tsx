import { Link } from '@tanstack/react-router';
import type { PartnerProgramFigures } from '../../api';
import { useTranslation } from '../../i18n';
import { type Column, DataTable } from '../../kit/DataTable';
import { count, money } from '../../kit/format';
import { none } from './figures';

type Row = PartnerProgramFigures;

/** The programs beside one another, each leading to its own report. */
export function ProgramTable({ partner, rows }: { partner: string; rows: readonly Row[] }) {
  const { t } = useTranslation();
  const counted = (id: 'signups' | 'paid_customers' | 'sales', head: string): Column<Row> => ({
    id,
    head,
    end: true,
    sort: (row) => row.now[id],
    cell: (row) => count(row.now[id]),
  });
  const amount = (id: 'revenue' | 'commission_pending' | 'commission_paid', head: string): Column<Row> => ({
    id,
    head,
    end: true,
    cell: (row) => (row.now[id] ? money(row.now[id]) : none),
  });
  const columns: Column<Row>[] = [
    {
      id: 'program',
      head: t('reporting.program'),
      card: 'title',
      sort: (row) => row.program.name,
      cell: (row) => (
        <Link
          to="/p/$partner/$program/performance"
          params={{ partner, program: row.program.id }}
          search={{ from: row.from, to: row.to }}
          className="link"
        >
          {row.program.name}
        </Link>
      ),
    },
    {
      id: 'clicks',
      head: t('stat.clicks'),
      end: true,
      sort: (row) => row.now.clicks ?? -1,
      cell: (row) => (row.now.clicks === undefined ? none : count(row.now.clicks)),
    },
    counted('signups', t('report.signups')),
    counted('paid_customers', t('report.customers')),
    counted('sales', t('report.sales')),
    { ...amount('revenue', t('report.revenue')), card: 'meta' },
    {
      id: 'commission',
      head: t('report.commission'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{money(row.now.commission)}</strong>,
    },
    amount('commission_pending', t('report.pending')),
    amount('commission_paid', t('report.paid')),
  ];
  return (
    <DataTable
      label={t('reporting.programs')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.program.id}
      wide
    />
  );
}
