import { QueryCache, QueryClient } from '@tanstack/react-query';
import { getSessionQueryKey } from '../api/@tanstack/react-query.gen';
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
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (problem, query) => {
        if (problem.status === 401 && !query.meta?.public) onSignedOut();
        // Something waits to be signed since the page was opened: the session says so.
        if (/^agreement\.required$/.test(problem.code))
          void client.invalidateQueries({ queryKey: getSessionQueryKey() });
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
  return client;
}
