import { Button } from '@mantine/core';
import { useState } from 'react';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { PageHead } from '../../kit/PageHead';
import { Screen } from '../../kit/Screen';
import { ImportForm } from './ImportForm';
import { Rows, Sums } from './Outcome';
import styles from './Takeover.module.css';
import { type Chosen, type Source, useImport } from './useImport';

/** A program comes over from another product: first what would happen, then it does. */
export function ImportPage() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const { state, run, forget } = useImport(path);
  const [job, setJob] = useState<{ source: Source; minor: boolean; files: Chosen[] }>();
  const busy = state?.step === 'trying' || state?.step === 'running';
  const differ = state?.sums.filter((sum) => sum.file.amount !== sum.here.amount).length ?? 0;
  return (
    <Screen>
      <PageHead title={t('nav.import')} />
      <ImportForm
        busy={busy}
        onChange={forget}
        onTry={(source, minor, files) => {
          setJob({ source, minor, files });
          void run(source, minor, files, true);
        }}
      />
      {state && job && (
        <Card title={t(`imports.step.${state.step}`)}>
          <div className={styles.form}>
            <progress
              className={styles.bar}
              max={Math.max(state.rows, 1)}
              value={state.done}
              aria-label={t(`imports.step.${state.step}`)}
            />
            <p role="status">{t('imports.progress', { done: state.done, total: state.rows })}</p>
            {state.tooLong && <p className={styles.wrong}>{t('imports.tooLong')}</p>}
            {state.step === 'done' && (
              <p>{differ > 0 ? t('imports.differ', { count: differ }) : t('imports.agrees')}</p>
            )}
            <FormProblem problem={state.problem} />
            <div className={styles.acts}>
              {state.step === 'tried' && state.rows > 0 && (
                <Button onClick={() => void run(job.source, job.minor, job.files, false)}>
                  {t('imports.run', { count: state.rows })}
                </Button>
              )}
              {state.step === 'stopped' && !state.tooLong && (
                <Button onClick={() => void run(job.source, job.minor, job.files, state.dry, state)}>
                  {t('imports.goOn')}
                </Button>
              )}
            </div>
          </div>
        </Card>
      )}
      {state && state.sums.length > 0 && (
        <Card title={t('imports.sums')}>
          <Sums sums={state.sums} dry={state.dry} />
        </Card>
      )}
      {state && job && state.results.length > 0 && <Rows rows={state.results} source={job.source} />}
    </Screen>
  );
}
