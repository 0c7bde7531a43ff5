import { CircleAlert } from 'lucide-react';
import type { Problem } from '../api';
import styles from './FormProblem.module.css';

/** A form's problem, above its button, read out when it appears. */
export function FormProblem({ problem }: { problem: Problem | null }) {
  if (!problem) return null;
  return (
    <p className={styles.problem} role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <span>
        {problem.detail ?? problem.title}
        {problem.request_id && problem.status >= 500 && (
          <code className={styles.id}>{problem.request_id}</code>
        )}
      </span>
    </p>
  );
}
