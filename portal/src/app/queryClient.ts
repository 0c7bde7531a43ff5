import { QueryCache, QueryClient } from '@tanstack/react-query';
import type { Problem } from './problem';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Problem;
  }
}

const transient = (problem: Problem) =>
  problem.status === 0 || problem.status === 429 || problem.status >= 500;

/** Builds the cache of server state. `onSignedOut` runs when any answer says that the session has ended. */
export function newQueryClient(onSignedOut: () => void = () => undefined): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (problem, query) => {
        if (problem.status === 401 && !query.meta?.public) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, problem) => count < 1 && transient(problem),
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  });
}
