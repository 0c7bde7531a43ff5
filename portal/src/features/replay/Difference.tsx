import { Scale } from 'lucide-react';
import type { ManagerPartnerDifference, ManagerReplayDifference } from '../../api';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { money } from '../../kit/format';
import { StatStrip } from '../../kit/StatStrip';
import styles from './Replay.module.css';

type Money = ManagerReplayDifference['then'];

const less = (now: Money, then: Money): Money => ({ ...now, amount: now.amount - then.amount });

/** What a replay found: the sum, and every partner whose earnings would differ. */
export function Difference({ found }: { found: ManagerReplayDifference }) {
  const { t } = useTranslation();
  const changed = found.partners.filter(
    (one) => one.now.amount !== one.then.amount || one.conversions_now !== one.conversions_then,
  );
  const columns: Column<ManagerPartnerDifference>[] = [
    { id: 'partner', head: t('replay.partner'), card: 'title', cell: (row) => row.partner.name },
    {
      id: 'conversions',
      head: t('replay.conversions'),
      end: true,
      muted: true,
      card: 'meta',
      cell: (row) => `${row.conversions_then} → ${row.conversions_now}`,
    },
    {
      id: 'then',
      head: t('replay.then'),
      end: true,
      cell: (row) => money(row.then),
      sort: (row) => row.then.amount,
    },
    {
      id: 'now',
      head: t('replay.now'),
      end: true,
      cell: (row) => money(row.now),
      sort: (row) => row.now.amount,
    },
    {
      id: 'difference',
      head: t('replay.difference'),
      end: true,
      card: 'amount',
      cell: (row) => <strong>{money(less(row.now, row.then))}</strong>,
      sort: (row) => row.now.amount - row.then.amount,
    },
  ];
  return (
    <div className={styles.found}>
      <StatStrip
        stats={[
          {
            id: 'then',
            label: t('replay.then'),
            meaning: t('replay.thenMeaning'),
            value: money(found.then),
          },
          { id: 'now', label: t('replay.now'), meaning: t('replay.nowMeaning'), value: money(found.now) },
          {
            id: 'difference',
            label: t('replay.difference'),
            meaning: t('replay.differenceMeaning'),
            value: money(less(found.now, found.then)),
          },
          {
            id: 'changed',
            label: t('replay.changed'),
            meaning: t('replay.changedMeaning'),
            value: t('replay.ofAll', { changed: found.changed, all: found.conversions }),
          },
        ]}
      />
      {found.uncovered > 0 && (
        <p className={styles.text}>{t('replay.uncovered', { count: found.uncovered })}</p>
      )}
      {found.cut && <p className={styles.text}>{t('replay.cut')}</p>}
      {changed.length === 0 ? (
        <Card>
          <Empty icon={Scale} title={t('replay.none')} text={t('replay.noneText')} />
        </Card>
      ) : (
        <DataTable
          label={t('replay.difference')}
          columns={columns}
          rows={changed}
          rowKey={(row) => row.partner.id}
        />
      )}
    </div>
  );
}
