import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ManagerImportedRow, ManagerImportedSum } from '../../api';
import { useTranslation } from '../../i18n';
import { type Column, DataTable } from '../../kit/DataTable';
import { Filter } from '../../kit/Filters';
import { money } from '../../kit/format';
import { Pill, type Tone } from '../../kit/Pill';
import { saveAs } from '../../kit/saveAs';

import styles from './Takeover.module.css';

type Word = ManagerImportedRow['outcome'];
const tones: Record<Word, Tone> = {
  added: 'good',
  same: 'plain',
  matched: 'info',
  differs: 'warn',
  skipped: 'plain',
  refused: 'bad',
};
const shownAtOnce = 200;

/** A cell that no spreadsheet takes for a formula. */
const cell = (text: string) => {
  const safe = /^[\s,;|'"]*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** What became of each row; those that want a look can be saved as a file. */
export function Rows({ rows, source }: { rows: readonly ManagerImportedRow[]; source: string }) {
  const { t } = useTranslation();
  const [only, setOnly] = useState<Word | 'all'>('all');
  const counts = new Map<Word, number>();
  for (const row of rows) counts.set(row.outcome, (counts.get(row.outcome) ?? 0) + 1);
  const shown = rows.filter((row) => only === 'all' || row.outcome === only);
  const wrong = rows.filter((row) => row.why);
  const why = (row: ManagerImportedRow) =>
    [row.why && t(`imports.why.${row.why}`), row.about].filter(Boolean).join(' · ');
  const columns: Column<ManagerImportedRow>[] = [
    {
      id: 'where',
      head: t('imports.row'),
      muted: true,
      card: 'meta',
      cell: (row) => `${row.file}${row.line > 0 ? `:${row.line}` : ''}`,
    },
    { id: 'id', head: t('imports.id'), card: 'title', cell: (row) => <code>{row.id || '–'}</code> },
    { id: 'why', head: t('imports.whyHead'), muted: true, card: 'acts', cell: (row) => why(row) || '–' },
    {
      id: 'outcome',
      head: t('imports.outcomeHead'),
      end: true,
      card: 'status',
      cell: (row) => <Pill tone={tones[row.outcome]}>{t(`imports.outcome.${row.outcome}`)}</Pill>,
    },
  ];
  const save = () =>
    saveAs(
      `${source}-rows.csv`,
      'text/csv',
      `\uFEFF${[
        'file,line,kind,id,outcome,why,about',
        ...wrong.map((row) =>
          [row.file, String(row.line), row.kind, row.id, row.outcome, row.why ?? '', row.about ?? '']
            .map(cell)
            .join(','),
        ),
      ].join('\r\n')}\r\n`,
    );
  return (
    <>
      <Filter<Word | 'all'>
        label={t('imports.outcomeHead')}
        value={only}
        options={[
          { value: 'all', label: t('imports.all', { count: rows.length }) },
          ...[...counts].map(([value, count]) => ({
            value,
            label: `${t(`imports.outcome.${value}`)} ${count}`,
          })),
        ]}
        onChange={setOnly}
      />
      {wrong.length > 0 && (
        <div className={styles.acts}>
          <Button variant="default" onClick={save}>
            {t('imports.save', { count: wrong.length })}
          </Button>
        </div>
      )}
      <DataTable
        label={t('imports.rows')}
        columns={columns}
        rows={shown.slice(0, shownAtOnce)}
        rowKey={(row) => `${row.file}:${row.line}:${row.kind}:${row.id}`}
      />
      {shown.length > shownAtOnce && (
        <p className={styles.more}>{t('imports.more', { count: shown.length - shownAtOnce })}</p>
      )}
    </>
  );
}

/** What commissions come to by partner and status: in the files, and here. */
export function Sums({ sums, dry }: { sums: readonly ManagerImportedSum[]; dry: boolean }) {
  const { t } = useTranslation();

  const columns: Column<ManagerImportedSum>[] = [
    { id: 'partner', head: t('imports.partner'), card: 'title', cell: (row) => row.name || row.ref },
    {
      id: 'status',
      head: t('imports.status'),
      card: 'meta',
      cell: (row) => t(`imports.statusName.${row.status}`),
    },
    { id: 'count', head: t('imports.count'), end: true, cell: (row) => row.count },
    { id: 'file', head: t('imports.inFile'), end: true, card: 'amount', cell: (row) => money(row.file) },
    ...(dry
      ? []
      : [
          {
            id: 'here',
            head: t('imports.here'),
            end: true,
            card: 'status' as const,
            cell: (row: ManagerImportedSum) =>
              row.file.amount === row.here.amount ? (
                <Pill tone="good">{money(row.here)}</Pill>
              ) : (
                <Pill tone="bad">{money(row.here)}</Pill>
              ),
          },
        ]),
  ];
  return (
    <DataTable
      label={t('imports.sums')}
      columns={columns}
      rows={sums}
      rowKey={(row) => `${row.ref}:${row.status}`}
    />
  );
}
