import type { ReactNode } from 'react';
import styles from './PageHead.module.css';

/** The title of a page, with how many there are and what can be done. */
export function PageHead({
  title,
  meta,
  children,
}: {
  title: string;
  meta?: string | undefined;
  children?: ReactNode;
}) {
  return (
    <div className={styles.head}>
      <h1>{title}</h1>
      {meta && <span className={styles.meta}>{meta}</span>}
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
