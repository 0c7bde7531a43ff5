import type { ReactNode } from 'react';
import styles from './Card.module.css';

/** A surface with a hairline. `flush` leaves the padding to its content, for tables. */
export function Card({
  title,
  action,
  children,
  flush = false,
}: {
  title?: string;
  action?: ReactNode;
  children: ReactNode;
  flush?: boolean;
}) {
  return (
    <section className={styles.card} aria-label={title}>
      {title && (
        <div className={styles.head}>
          <h2>{title}</h2>
          {action}
        </div>
      )}
      <div className={flush ? undefined : styles.body}>{children}</div>
    </section>
  );
}
