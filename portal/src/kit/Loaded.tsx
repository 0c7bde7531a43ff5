import type { ReactNode } from 'react';
import { toProblem } from '../app/problem';
import { ProblemCard } from './ProblemCard';

/** The parts of a query that a screen shows. */
export type Query<T> = { data: T | undefined; error: unknown; refetch: () => unknown };

/** Shows the skeleton, then the data; a problem only where there is no data to keep showing. */
export function Loaded<T>({
  query,
  skeleton,
  children,
}: {
  query: Query<T>;
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error)
    return <ProblemCard problem={toProblem(query.error)} onRetry={() => void query.refetch()} />;
  return skeleton;
}
