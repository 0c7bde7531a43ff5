import type { Diagnosis, DiagnosisFinding } from '../../api';
import { useTranslation } from '../../i18n';
import { money } from '../../kit/format';
import { Pill, type Tone } from '../../kit/Pill';
import { Trace } from '../../kit/Trace';
import { VerdictPill } from '../../kit/VerdictPill';
import styles from './Doctor.module.css';

const tones: Record<DiagnosisFinding['severity'], Tone> = {
  error: 'bad',
  warning: 'warn',
  info: 'info',
  good: 'good',
};

/** What a report would come to: the answer, each finding with what to do, the lines, and the decision. */
export function DiagnosisView({ diagnosis }: { diagnosis: Diagnosis }) {
  const { t } = useTranslation();
  return (
    <div className={styles.diagnosis} role="status">
      <div className={styles.answer}>
        <VerdictPill verdict={diagnosis.verdict} />
        <span>{t('doctor.status', { status: diagnosis.status })}</span>
        {diagnosis.reason && <code>{diagnosis.reason}</code>}
        {diagnosis.commissions.map((one) => (
          <strong key={one.id}>{money(one.amount)}</strong>
        ))}
      </div>
      <ul className={styles.findings} aria-label={t('doctor.findings')}>
        {diagnosis.findings.map((one) => (
          <li key={`${one.code} ${one.field ?? ''}`} className={styles.finding}>
            <Pill tone={tones[one.severity]}>{t(`severity.${one.severity}`)}</Pill>
            <div>
              <p>
                {one.field && <code className={styles.field}>{one.field}</code>}
                {one.message}
              </p>
              {one.fix && <p className={styles.fix}>{one.fix}</p>}
            </div>
          </li>
        ))}
      </ul>
      {diagnosis.lines.length > 0 && (
        <dl className={styles.lines} aria-label={t('doctor.lines')}>
          {diagnosis.lines.map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a name may be given twice; the order never changes.
            <div key={`${line.name}-${i}`}>
              <dt>
                <code>{line.name}</code>
              </dt>
              <dd>
                <code>{line.value || '–'}</code>
                {line.read_as !== line.name && (
                  <span>
                    {line.read_as ? t('doctor.readAs', { name: line.read_as }) : t('doctor.unread')}
                  </span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Trace title={t('doctor.steps')} steps={diagnosis.steps} />
    </div>
  );
}
