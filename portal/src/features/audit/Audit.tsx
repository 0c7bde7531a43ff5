import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Download, ScrollText } from 'lucide-react';
import { useState } from 'react';
import type { ManagerAuditEntry } from '../../api';
import { listAuditInfiniteOptions, manageTeamOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { dateTime } from '../../kit/format';
import { Loaded } from '../../kit/Loaded';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { TableSkeleton } from '../../kit/Skeletons';
import { usePages } from '../../kit/usePages';
import styles from './Audit.module.css';
import { actName } from './acts';

type Asked = { from?: string; to?: string; actor?: string; action?: string; about?: string };

/** Who did what in the program, and when; nothing changes it. */
export function Audit() {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const [asked, setAsked] = useState<Asked>({});
  const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value)) as Asked;
  const log = usePages(listAuditInfiniteOptions({ path, query: { ...query, limit: 50 } }));
  const file = `/api/m/${path.program}/audit.csv?${new URLSearchParams(query)}`;
  const columns: Column<ManagerAuditEntry>[] = [
    { id: 'at', head: t('audit.at'), muted: true, card: 'meta', cell: (row) => dateTime(row.at, zone) },
    {
      id: 'actor',
      head: t('audit.actor'),
      card: 'status',
      cell: (row) => (row.actor.kind === 'system' ? t('audit.system') : row.actor.name),
    },
    { id: 'act', head: t('audit.act'), card: 'title', cell: (row) => actName(t, row.action) },
    {
      id: 'about',
      head: t('audit.about'),
      card: 'acts',
      cell: (row) => <About entry={row} />,
    },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.audit')}>
        <Button
          component="a"
          href={file}
          download
          variant="default"
          leftSection={<Download size={15} aria-hidden="true" />}
        >
          CSV
        </Button>
      </PageHead>
      <p className={styles.note}>{t('audit.chained')}</p>
      <Card>
        <AuditFilter asked={asked} onChange={setAsked} />
      </Card>
      <Loaded query={log} skeleton={<TableSkeleton columns={4} rows={8} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty icon={ScrollText} title={t('audit.none')} text={t('audit.noneText')} />
            </Card>
          ) : (
            <DataTable
              label={t('nav.audit')}
              columns={columns}
              rows={rows}
              rowKey={(row) => `${row.at}${row.action}${row.resource}${row.after}`}
              more={log.more}
              loadingMore={log.loadingMore}
            />
          )
        }
      </Loaded>
    </Screen>
  );
}

/** What an act was about, and what it changed. */
function About({ entry }: { entry: ManagerAuditEntry }) {
  const { t } = useTranslation();
  return (
    <>
      <code className={styles.id}>{entry.resource}</code>
      {entry.changes.length > 0 && (
        <ul className={styles.changes} aria-label={t('audit.changes')}>
          {entry.changes.map((change) => (
            <li key={change.field}>
              <span className={styles.field}>{change.field}: </span>
              {change.before && <del>{change.before}</del>} {change.after && <ins>{change.after}</ins>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const kinds = [
  '',
  'program',
  'team',
  'agreement',
  'partner',
  'enrollment',
  'commission',
  'adjustment',
  'payout',
  'batch',
  'offer',
  'coupon',
  'key',
  'integration',
  'rail',
] as const;

function AuditFilter({ asked, onChange }: { asked: Asked; onChange: (asked: Asked) => void }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const people = useQuery(manageTeamOptions({ path })).data?.members ?? [];
  const day = (name: 'from' | 'to') => (
    <TextInput
      type="date"
      label={t(`audit.${name}`)}
      value={asked[name] ?? ''}
      onChange={(e) => onChange({ ...asked, [name]: e.currentTarget.value })}
    />
  );
  return (
    <div className={styles.filters}>
      <NativeSelect
        label={t('audit.actor')}
        value={asked.actor ?? ''}
        onChange={(e) => onChange({ ...asked, actor: e.currentTarget.value })}
        data={[
          { value: '', label: t('audit.everybody') },
          ...people.map((one) => ({ value: one.id, label: one.name })),
          { value: 'system', label: t('audit.system') },
        ]}
      />
      <NativeSelect
        label={t('audit.act')}
        value={asked.action ?? ''}
        onChange={(e) => onChange({ ...asked, action: e.currentTarget.value })}
        data={kinds.map((kind) => ({ value: kind, label: t(`audit.kind.${kind || 'all'}`) }))}
      />
      <TextInput
        label={t('audit.id')}
        value={asked.about ?? ''}
        maxLength={100}
        onChange={(e) => onChange({ ...asked, about: e.currentTarget.value })}
      />
      {day('from')}
      {day('to')}
    </div>
  );
}
