import type { ReactNode } from 'react';
import styles from './Screen.module.css';

/** The column of a screen: its parts below one another, at one distance. `narrow` is for forms. */
export function Screen({ children, narrow = false }: { children: ReactNode; narrow?: boolean }) {
  return (
    <div className={styles.screen} data-narrow={narrow || undefined}>
      {children}
    </div>
  );
}
