import { Check, X } from 'lucide-react';
import styles from './Timeline.module.css';

export type Step = {
  id: string;
  label: string;
  state: 'done' | 'next' | 'stopped';
  when?: string;
  note?: string;
};

/** The states something went through, and those still before it. */
export function Timeline({ title, steps }: { title: string; steps: readonly Step[] }) {
  return (
    <section className={styles.box} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step.id} className={styles.step} data-state={step.state}>
            <span className={styles.mark} aria-hidden="true">
              {step.state === 'done' && <Check size={12} strokeWidth={3} />}
              {step.state === 'stopped' && <X size={12} strokeWidth={3} />}
            </span>
            <span className={styles.label}>{step.label}</span>
            {step.when && <span className={styles.when}>{step.when}</span>}
            {step.note && <span className={styles.note}>{step.note}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
