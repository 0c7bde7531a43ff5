import { useState } from 'react';
import { manageCommissions } from '../../api';
import { useManagerPlace } from '../../app/place';
import { toProblem } from '../../app/problem';
import { failed } from '../../kit/toast';
import type { CommissionStatus } from './status';

/** The ids of all commissions in a state, read page by page when asked for. */
export function useAllMatching(status: CommissionStatus | undefined) {
  const { path } = useManagerPlace();
  const [found, setFound] = useState<{ status: CommissionStatus; ids: string[] }>();
  const [busy, setBusy] = useState(false);
  const collect = async () => {
    if (!status) return;
    setBusy(true);
    try {
      const ids: string[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const { data }: Awaited<ReturnType<typeof manageCommissions<true>>> = await manageCommissions({
          path,
          query: { status, limit: 200, ...(cursor ? { cursor } : {}) },
          throwOnError: true,
        });
        ids.push(...data.data.map((row) => row.id));
        cursor = data.has_more ? data.next_cursor : undefined;
      }
      setFound({ status, ids });
    } catch (thrown) {
      failed(toProblem(thrown));
    } finally {
      setBusy(false);
    }
  };
  return {
    ids: found && found.status === status ? found.ids : undefined,
    busy,
    collect: () => void collect(),
    forget: () => setFound(undefined),
  };
}
