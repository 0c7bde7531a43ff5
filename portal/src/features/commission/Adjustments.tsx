import { Link } from '@tanstack/react-router';
import type { ManagerAdjustment } from '../../api';
import { listAdjustmentsInfiniteOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { date, signedMoney } from '../../kit/format';
import { May } from '../../kit/May';
import { Pill, type Tone } from '../../kit/Pill';
import { usePages } from '../../kit/usePages';
import { AdjustmentActs } from './AdjustmentActs';

const tones: Record<ManagerAdjustment['status'], Tone> = { waiting: 'warn', given: 'good', rejected: 'bad' };

/** Corrections by hand: those that wait for a second person, or those that were decided, and by whom. None, and there is no card. */
export default function Adjustments({ waiting }: { waiting: boolean }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const pages = usePages(listAdjustmentsInfiniteOptions({ path, query: { limit: 20 } }));
  const columns: Column<ManagerAdjustment>[] = [
    { id: 'date', head: t('commissions.date'), muted: true, cell: (row) => date(row.made_at, zone) },
    { id: 'partner', head: t('commissions.partner'), card: 'title', cell: (row) => row.partner.name },
    {
      id: 'what',
      head: t('adjustments.name'),
      card: 'meta',
      cell: (row) =>
        row.commission_id ? (
          <Link to="." search={{ id: row.commission_id }} className="link">
            {row.name}
          </Link>
        ) : (
          row.name
        ),
    },
    { id: 'reason', head: t('commissions.reason'), muted: true, cell: (row) => row.note ?? row.reason },
    { id: 'by', head: t('adjustments.by'), muted: true, cell: (row) => row.made_by.name },
    {
      id: 'status',
      head: t('commissions.status'),
      card: 'status',
      cell: (row) => (
        <Pill tone={tones[row.status]}>
          {row.self_approved ? t('adjustments.selfApproved') : t(`adjustments.${row.status}`)}
        </Pill>
      ),
    },
    {
      id: 'amount',
      head: t('commissions.amount'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{signedMoney(row.amount)}</strong>,
    },
    {
      id: 'acts',
      head: t('adjustments.decide'),
      end: true,
      card: 'acts',
      cell: (row) =>
        row.status === 'waiting' ? (
          <May to="money">
            <AdjustmentActs adjustment={row} />
          </May>
        ) : null,
    },
  ];
  const rows = (pages.data?.rows ?? []).filter((row) => (row.status === 'waiting') === waiting);
  if (rows.length === 0) return null;
  const title = waiting ? t('adjustments.waitingTitle') : t('adjustments.title');
  return (
    <Card title={title} flush>
      <DataTable
        label={t(waiting ? 'adjustments.waiting' : 'adjustments.given')}
        columns={columns.filter((column) => column.id !== (waiting ? 'status' : 'acts'))}
        rows={rows}
        rowKey={(row) => row.id}
        wide
        more={waiting ? undefined : pages.more}
        loadingMore={pages.loadingMore}
      />
    </Card>
  );
}
