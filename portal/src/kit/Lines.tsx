import type { ReactNode } from 'react';
import styles from './Lines.module.css';

export type Line = { id: string; text: ReactNode; meta: string; amount: string };

/** The lines that a sum is made of. */
export function Lines({ title, lines }: { title: string; lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line.id} className={styles.line}>
            <span className={styles.text}>{line.text}</span>
            <span className={styles.meta}>{line.meta}</span>
            <span>{line.amount}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
