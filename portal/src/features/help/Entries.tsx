import type { Entry } from './faq';
import styles from './Help.module.css';

/** Questions that unfold their answers. */
export function Entries({ entries, label }: { entries: readonly Entry[]; label: string }) {
  return (
    <ul className={styles.entries} aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.question}>
          <details className={styles.entry}>
            <summary>{entry.question}</summary>
            <p className={styles.answer}>{entry.answer}</p>
          </details>
        </li>
      ))}
    </ul>
  );
}
