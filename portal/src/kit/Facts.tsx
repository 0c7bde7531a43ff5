import type { ReactNode } from 'react';
import styles from './Facts.module.css';

export type Fact = { label: string; value: ReactNode; show?: boolean };

/** Names and values, one pair a line. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter((fact) => fact.show !== false)
        .map((fact) => (
          <div key={fact.label} className={styles.fact}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
    </dl>
  );
}
