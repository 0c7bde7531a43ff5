import type { ReactNode } from 'react';
import styles from './Sum.module.css';

/** The head of a drawer: state, amount, whose. */
export function Sum({ pill, amount, under }: { pill: ReactNode; amount: string; under?: ReactNode }) {
  return (
    <div className={styles.sum}>
      {pill}
      <p className={styles.amount}>{amount}</p>
      {under && <p className={styles.under}>{under}</p>}
    </div>
  );
}
