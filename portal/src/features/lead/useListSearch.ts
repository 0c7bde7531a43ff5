import { useNavigate, useSearch } from '@tanstack/react-router';
import { readStatus } from './status';

/** What the address of a list of leads says: the state, the text that is sought, the row that is open. */
export function useListSearch() {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const status = readStatus(search.status);
  return {
    id: search.id,
    q: search.q,
    status,
    query: { ...(status ? { status } : {}), ...(search.q ? { q: search.q } : {}) },
    choose: (next: string) =>
      void navigate({
        to: '.',
        search: (now) => ({ ...now, status: next === 'all' ? undefined : next, id: undefined }),
        resetScroll: false,
      }),
    close: () => void navigate({ to: '.', search: (now) => ({ ...now, id: undefined }), resetScroll: false }),
  };
}
