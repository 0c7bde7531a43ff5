import { useTranslation } from '../i18n';
import styles from './Trace.module.css';

export type TraceStep = { step: string; finding: string; values?: Record<string, string> };

/** The steps of a decision in their order, each with what was found and the values it was found from. */
export function Trace({ title, steps }: { title: string; steps: readonly TraceStep[] }) {
  const { t } = useTranslation();
  if (steps.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <ol className={styles.steps}>
        {steps.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule may be gone through twice; the order never changes.
          <li key={`${step.step}-${i}`} className={styles.step}>
            <span className={styles.name}>
              {t(`trace.${step.step}` as 'trace.click', { defaultValue: step.step })}
            </span>
            <span>{step.finding}</span>
            {Object.entries(step.values ?? {}).map(([name, value]) => (
              <code key={name}>
                {name} = {value}
              </code>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
