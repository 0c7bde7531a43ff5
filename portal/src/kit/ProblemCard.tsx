import { Button } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import type { Problem } from '../api';
import { useTranslation } from '../i18n';
import { CopyText } from './CopyText';
import styles from './Notice.module.css';

/** Says what went wrong, gives the request id to quote, and offers to try again. */
export function ProblemCard({
  problem,
  onRetry,
  main = false,
}: {
  problem: Problem;
  onRetry?: () => void;
  main?: boolean;
}) {
  const { t } = useTranslation();
  const Title = main ? 'h1' : 'h2';
  return (
    <div className={styles.notice} role="alert">
      <TriangleAlert size={20} aria-hidden="true" className={styles.bad} />
      <Title className={styles.title}>{problem.title}</Title>
      {problem.detail && problem.detail !== problem.title && <p className={styles.text}>{problem.detail}</p>}
      {problem.request_id && (
        <p className={styles.text}>
          {t('problem.request')} <CopyText value={problem.request_id} />
        </p>
      )}
      {onRetry && (
        <Button variant="default" onClick={onRetry}>
          {t('problem.retry')}
        </Button>
      )}
    </div>
  );
}
