import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';

/** What a list shows when it has nothing yet: why, and one thing to do. `main` when it is all of the page. */
export function Empty({
  icon: Icon,
  title,
  text,
  action,
  main = false,
}: {
  icon: LucideIcon;
  title: string;
  text: string;
  action?: ReactNode;
  main?: boolean;
}) {
  const Title = main ? 'h1' : 'h2';
  return (
    <div className={styles.notice}>
      <span className={styles.icon}>
        <Icon size={18} aria-hidden="true" />
      </span>
      <Title className={styles.title}>{title}</Title>
      <p className={styles.text}>{text}</p>
      {action}
    </div>
  );
}
