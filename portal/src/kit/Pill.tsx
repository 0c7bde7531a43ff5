import type { ReactNode } from 'react';
import styles from './Pill.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

/** A state in one word, with a dot, so that colour is never the only sign. */
export function Pill({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={styles.pill} data-tone={tone}>
      <i aria-hidden="true" className={styles.dot} />
      {children}
    </span>
  );
}
