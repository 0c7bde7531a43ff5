import { Button, FileButton } from '@mantine/core';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import type { ManagerUploadedLine } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { type Column, DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { Filter } from '../../kit/Filters';
import { FormProblem } from '../../kit/FormProblem';
import { PageHead } from '../../kit/PageHead';
import { Pill, type Tone } from '../../kit/Pill';
import { Screen } from '../../kit/Screen';
import { saveAs } from '../../kit/saveAs';
import { verdictTones } from '../../kit/verdict';
import { cell, maxLines } from './parts';
import styles from './Upload.module.css';
import { useUpload } from './useUpload';

type Word = ManagerUploadedLine['verdict'];
const tones: Record<Word, Tone> = { ...verdictTones, queued: 'info', unreadable: 'bad', busy: 'warn' };
const shownAtOnce = 200;

/** Conversions out of a file: each line's verdict first, then the decision. */
export function UploadPage() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const { upload, choose, commit, tooLong } = useUpload(path);
  const [only, setOnly] = useState<Word | 'all'>('all');
  const counts = new Map<Word, number>();
  for (const line of upload?.lines ?? []) counts.set(line.verdict, (counts.get(line.verdict) ?? 0) + 1);
  const rows = (upload?.lines ?? []).filter((line) => only === 'all' || line.verdict === only);
  const busy = upload?.step === 'trying' || upload?.step === 'deciding';
  const pick = (
    <FileButton accept=".csv,text/csv,text/plain" onChange={(file) => file && void choose(file)}>
      {(props) => (
        <Button
          {...props}
          leftSection={<FileUp size={16} aria-hidden="true" />}
          disabled={busy}
          variant={upload ? 'default' : 'filled'}
        >
          {t('upload.choose')}
        </Button>
      )}
    </FileButton>
  );
  const save = () =>
    saveAs(
      `${upload?.name.replace(/\.csv$/i, '')}-verdicts.csv`,
      'text/csv',
      `\uFEFF${[
        'line,transaction_id,verdict,reason',
        ...(upload?.lines ?? []).map((line) =>
          [String(line.line), line.transaction_id ?? '', line.verdict, whyOf(line)].map(cell).join(','),
        ),
      ].join('\r\n')}\r\n`,
    );
  const columns: Column<ManagerUploadedLine>[] = [
    { id: 'line', head: t('upload.line'), muted: true, cell: (row) => row.line },
    {
      id: 'id',
      head: t('conversions.transaction'),
      card: 'title',
      cell: (row) => <code>{row.transaction_id || '–'}</code>,
    },
    { id: 'why', head: t('upload.why'), muted: true, card: 'meta', cell: (row) => whyOf(row) || '–' },
    {
      id: 'verdict',
      head: t('conversions.verdict'),
      end: true,
      card: 'status',
      cell: (row) => <Pill tone={tones[row.verdict]}>{t(`verdict.${row.verdict}`)}</Pill>,
    },
  ];
  return (
    <Screen>
      <PageHead title={t('nav.upload')} meta={upload?.name}>
        {upload && pick}
      </PageHead>
      {!upload && (
        <Card>
          <Empty
            icon={FileUp}
            title={t('upload.none')}
            text={t('upload.noneText', { max: maxLines })}
            action={pick}
          />
        </Card>
      )}
      {upload && (
        <Card title={t(`upload.${upload.step}`)}>
          <div className={styles.state}>
            <progress
              className={styles.bar}
              max={upload.total}
              value={upload.done}
              aria-label={t(`upload.${upload.step}`)}
            />
            <p role="status">{t('upload.progress', { done: upload.done, total: upload.total })}</p>
            {(tooLong || upload.total === 0) && (
              <p className={styles.wrong}>{t('upload.badSize', { max: maxLines })}</p>
            )}
            {upload.ignored.length > 0 && (
              <p>{t('upload.ignored', { columns: upload.ignored.join(', ') })}</p>
            )}
            <FormProblem problem={upload.problem} />
            <div className={styles.acts}>
              {upload.step === 'tried' && (
                <Button onClick={() => void commit()}>{t('upload.commit', { count: upload.total })}</Button>
              )}
              {upload.step === 'stopped' && upload.done > 0 && (
                <Button onClick={() => void commit(upload.lines)}>{t('upload.goOn')}</Button>
              )}
              {!busy && upload.lines.length > 0 && (
                <Button variant="default" onClick={save}>
                  {t('upload.save')}
                </Button>
              )}
            </div>
          </div>
        </Card>
      )}
      {upload && upload.lines.length > 0 && (
        <>
          <Filter<Word | 'all'>
            label={t('conversions.filter')}
            value={only}
            options={[
              { value: 'all', label: t('upload.all', { count: upload.lines.length }) },
              ...[...counts].map(([value, count]) => ({ value, label: `${t(`verdict.${value}`)} ${count}` })),
            ]}
            onChange={setOnly}
          />
          <DataTable
            label={t('nav.upload')}
            columns={columns}
            rows={rows.slice(0, shownAtOnce)}
            rowKey={(row) => String(row.line)}
          />
          {rows.length > shownAtOnce && (
            <p className={styles.more}>{t('upload.more', { count: rows.length - shownAtOnce })}</p>
          )}
        </>
      )}
    </Screen>
  );
}

/** Why a line got its verdict, in the words of the API. */
const whyOf = (line: ManagerUploadedLine) =>
  [line.reason, ...(line.errors ?? []).map((one) => `${one.location} ${one.message}`)]
    .filter(Boolean)
    .join('; ');
