import { Radio } from 'lucide-react';
import type { ManagerIntegration, ManagerIntegrationEntry } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { Facts } from '../../kit/Facts';
import { dateTime } from '../../kit/format';
import styles from './Integrations.module.css';

/** What has come from the provider: the last event, how all came out, and what a person should see. */
export function Arrivals({ one }: { one: ManagerIntegration }) {
  const { t } = useTranslation();
  const { zone } = useManagerPlace();
  const word = (verdict: string) =>
    t(`integrations.word.${verdict}` as 'integrations.word.noted', { defaultValue: verdict });
  const columns: readonly Column<ManagerIntegrationEntry>[] = [
    {
      id: 'at',
      head: t('integrations.when'),
      cell: (row) => dateTime(row.at, zone),
      muted: true,
      card: 'meta',
    },
    { id: 'type', head: t('integrations.event'), cell: (row) => row.type, card: 'title' },
    { id: 'verdict', head: t('integrations.verdict'), cell: (row) => word(row.verdict), card: 'status' },
    { id: 'why', head: t('integrations.why'), cell: (row) => <Why entry={row} /> },
  ];
  return (
    <>
      <Card title={t('integrations.arrived')}>
        {one.last_event_at ? (
          <Facts
            facts={[
              {
                label: t('integrations.last'),
                value: `${one.last_event_type} · ${dateTime(one.last_event_at, zone)}`,
              },
              ...one.counts.map((row) => ({ label: word(row.verdict), value: String(row.count) })),
            ]}
          />
        ) : (
          <Empty icon={Radio} title={t('integrations.never')} text={t('integrations.neverText')} />
        )}
      </Card>
      {one.entries.length > 0 && (
        <Card title={t('integrations.look')} flush>
          <DataTable
            label={t('integrations.look')}
            columns={columns}
            rows={one.entries}
            rowKey={(row) => `${row.at} ${row.event_id}`}
          />
        </Card>
      )}
    </>
  );
}

function Why({ entry }: { entry: ManagerIntegrationEntry }) {
  return (
    <>
      {entry.reason}
      {entry.detail.length > 0 && (
        <ul className={styles.detail}>
          {[...new Set(entry.detail)].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </>
  );
}
