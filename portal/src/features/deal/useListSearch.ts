import { useNavigate, useSearch } from '@tanstack/react-router';
import { readStatus } from './status';

/** What the address of a list of deals says; a board is shown where the address asks for nothing else. */
export function useListSearch() {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const status = readStatus(search.status);
  const asList = search.status !== undefined || search.q !== undefined;
  return {
    id: search.id,
    q: search.q,
    status,
    board: !asList,
    query: { ...(status ? { status } : {}), ...(search.q ? { q: search.q } : {}) },
    choose: (next: string) =>
      void navigate({
        to: '.',
        search: (now) => ({
          ...now,
          status: next === 'board' ? undefined : next,
          q: undefined,
          id: undefined,
        }),
        resetScroll: false,
      }),
  };
}
