import { Link } from '@tanstack/react-router';
import { useTranslation } from '../../i18n';
import { type Column, DataTable } from '../../kit/DataTable';
import { count, money, percent } from '../../kit/format';
import { Trend } from '../../kit/Trend';
import { type Figures, figureOf, type Line, none } from './figures';
import { lineName } from './lineName';
import styles from './Report.module.css';
import type { Cut, Metric, ReportSearch } from './search';

const totalKey = '\u0000total';
const counted = ['invalid', 'conversions', 'signups', 'leads', 'customers', 'sales', 'intercepted'] as const;

/** The lines of a report with their total. A value leads to its own days. */
export default function ReportTable({
  by,
  lines,
  total,
  before,
  metric,
  into,
}: {
  by: Cut;
  lines: readonly Line[];
  total: Figures;
  before: Figures | undefined;
  metric: Metric;
  /** Where a line leads to, if anywhere. */
  into: (line: Line) => ReportSearch | undefined;
}) {
  const { t } = useTranslation();
  const over = by === 'day' || by === 'month';
  const links = total.clicks !== undefined;
  const ratio = (id: string, value: (of: Figures) => number | undefined, text: (of: Figures) => string) => ({
    id,
    head: t(`report.${id as 'epc'}`),
    end: true,
    sort: (row: Line) => value(row.now) ?? -1,
    cell: (row: Line) => (value(row.now) === undefined ? none : text(row.now)),
  });
  const columns: Column<Line>[] = [
    {
      id: 'key',
      head: t(`report.by.${by}`),
      card: 'title',
      sort: (row) => (over ? row.key : lineName(by, row, t)),
      cell: (row) => <Name by={by} line={row} to={into(row)} />,
    },
    ...(links
      ? [
          {
            id: 'clicks',
            head: t('stat.clicks'),
            end: true,
            card: 'meta' as const,
            sort: (row: Line) => row.now.clicks ?? 0,
            cell: (row: Line) => <Unit value={row.now.clicks ?? 0} word={t('report.unit.clicks')} />,
          },
        ]
      : []),
    ...counted
      .filter((id) => id === 'sales' || (total[id] ?? 0) > 0)
      .map((id) => ({
        id,
        head: t(`report.${id}`),
        end: true,
        ...(id === 'sales' ? { card: 'status' as const } : {}),
        sort: (row: Line) => row.now[id] ?? 0,
        cell: (row: Line) =>
          id === 'sales' ? (
            <Unit value={row.now.sales} word={t('report.unit.sales')} />
          ) : (
            count(row.now[id] ?? 0)
          ),
      })),
    {
      id: 'revenue',
      head: t('report.revenue'),
      end: true,
      sort: (row) => row.now.revenue.amount,
      cell: (row) => money(row.now.revenue),
    },
    {
      id: 'commission',
      head: t('report.commission'),
      end: true,
      card: 'amount',
      sort: (row) => row.now.commission.amount,
      cell: (row) => <strong>{money(row.now.commission)}</strong>,
    },
    ...(over && total.paid
      ? (['pending', 'paid'] as const).map((id) => ({
          id,
          head: t(`report.${id}`),
          end: true,
          sort: (row: Line) => row.now[id]?.amount ?? 0,
          cell: (row: Line) => (row.now[id] ? money(row.now[id]) : none),
        }))
      : []),
    ...(links
      ? [
          ratio(
            'epc',
            (of) => of.epc?.amount,
            (of) => (of.epc ? money(of.epc) : none),
          ),
          ratio(
            'rate',
            (of) => of.rate,
            (of) => percent(of.rate ?? 0),
          ),
        ]
      : []),
    ...(over
      ? []
      : [
          ratio(
            'aov',
            (of) => of.aov?.amount,
            (of) => (of.aov ? money(of.aov) : none),
          ),
        ]),
    ...(before && by !== 'month'
      ? [
          {
            id: 'change',
            head: t('report.change', { metric: t(`report.${metric}`) }),
            end: true,
            cell: (row: Line) =>
              row.before ? (
                <Trend
                  current={figureOf(row.now, metric).value}
                  previous={figureOf(row.before, metric).value}
                />
              ) : (
                none
              ),
          },
        ]
      : []),
  ];
  return (
    <DataTable
      label={t(`report.by.${by}`)}
      columns={columns}
      rows={lines}
      rowKey={(row) => row.key}
      foot={{ key: totalKey, now: total, before }}
      wide
    />
  );
}

function Name({ by, line, to }: { by: Cut; line: Line; to: ReportSearch | undefined }) {
  const { t } = useTranslation();
  if (line.key === totalKey) return t('report.total');
  const name = lineName(by, line, t);
  if (!to) return name;
  return (
    <Link to="." search={to} className="link">
      {name}
    </Link>
  );
}

/** A number that on a phone says what it counts. */
function Unit({ value, word }: { value: number; word: string }) {
  return (
    <>
      {count(value)}
      <span className={styles.unit}> {word}</span>
    </>
  );
}
