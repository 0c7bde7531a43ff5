import { Button, Checkbox, FileInput, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { May } from '../../kit/May';
import { PageHead } from '../../kit/PageHead';
import { Pill, type Tone } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { saveAs } from '../../kit/saveAs';
import { type Field, fields, guess, readCsv, writeCsv } from './csv';
import styles from './Partners.module.css';
import { type Answered, useImport } from './useImport';

const tones: Record<Answered['answer']['outcome'], Tone> = {
  invited: 'good',
  joined: 'good',
  present: 'plain',
  refused: 'bad',
};

/** Lets many partners in by a list: columns are matched, it is tried, then kept. */
export function ImportPartners() {
  const { t } = useTranslation();
  const [rows, setRows] = useState<string[][]>([]);
  const [columns, setColumns] = useState(guess([]));
  const [send, setSend] = useState(false);
  const task = useImport();
  const [names = [], ...lines] = rows;
  const choose = async (file: File | null) => {
    const found = file ? readCsv(await file.text()).slice(0, 5001) : [];
    setRows(found);
    setColumns(guess(found[0] ?? []));
    task.forget();
  };
  const why = ({ answer }: Answered) =>
    answer.outcome === 'refused'
      ? [
          answer.code === 'email' ? t('guests.badEmail') : answer.detail,
          ...(answer.errors ?? []).map((one) => one.message),
        ]
          .filter(Boolean)
          .join(' ')
      : '';
  const refused = task.answers.filter(({ answer }) => answer.outcome === 'refused');
  const shown: Column<Answered>[] = [
    { id: 'line', head: t('guests.line'), muted: true, cell: (row) => row.line },
    {
      id: 'email',
      head: t('guests.email'),
      card: 'title',
      cell: (row) => row.cells[columns.email] ?? '',
    },
    {
      id: 'outcome',
      head: t('guests.outcome'),
      card: 'status',
      cell: ({ answer }) => (
        <Pill tone={tones[answer.outcome]}>{t(`guests.outcomes.${answer.outcome}`)}</Pill>
      ),
    },
    { id: 'why', head: t('guests.why'), muted: true, cell: why },
  ];
  return (
    <Screen>
      <PageHead title={t('guests.importTitle')} />
      <Card>
        <div className={styles.form}>
          <p className={styles.text}>{t('guests.importText')}</p>
          <FileInput
            label={t('guests.file')}
            accept=".csv,text/csv,text/tab-separated-values"
            onChange={(file) => void choose(file)}
          />
          {lines.length > 0 && (
            <>
              <div className={styles.places}>
                {fields.map((field: Field) => (
                  <NativeSelect
                    key={field}
                    label={t(`guests.fields.${field}`)}
                    value={String(columns[field])}
                    data={[
                      { value: '-1', label: '–' },
                      ...names.map((name, at) => ({ value: String(at), label: name || String(at + 1) })),
                    ]}
                    onChange={(e) => {
                      setColumns({ ...columns, [field]: Number(e.currentTarget.value) });
                      task.forget();
                    }}
                  />
                ))}
              </div>
              <Checkbox
                label={t('guests.sendNow')}
                description={t('guests.sendNowHint')}
                checked={send}
                onChange={(e) => setSend(e.currentTarget.checked)}
              />
              <May to="manage">
                <div className={styles.foot}>
                  <Button
                    variant="default"
                    disabled={columns.email < 0}
                    loading={task.busy}
                    onClick={() => void task.run(lines, columns, { dry_run: true, send: false })}
                  >
                    {t('guests.try', { count: lines.length })}
                  </Button>
                  <Button
                    disabled={task.done !== 'tried'}
                    loading={task.busy}
                    onClick={() => void task.run(lines, columns, { dry_run: false, send })}
                  >
                    {t('guests.keep')}
                  </Button>
                </div>
              </May>
            </>
          )}
        </div>
      </Card>
      {task.answers.length > 0 && (
        <>
          <p role="status">
            {t(task.done === 'kept' ? 'guests.kept' : 'guests.tried', {
              good: task.answers.length - refused.length,
              bad: refused.length,
            })}{' '}
            {refused.length > 0 && (
              <Button
                variant="subtle"
                size="xs"
                onClick={() =>
                  saveAs(
                    'refused.csv',
                    'text/csv',
                    writeCsv([
                      [...names, t('guests.why')],
                      ...refused.map((one) => [...one.cells, why(one)]),
                    ]),
                  )
                }
              >
                {t('guests.errors')}
              </Button>
            )}
          </p>
          <DataTable
            label={t('guests.outcome')}
            columns={shown}
            rows={task.answers.slice(0, 500)}
            rowKey={(row) => String(row.line)}
          />
        </>
      )}
    </Screen>
  );
}
