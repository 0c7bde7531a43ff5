import { useQueryClient } from '@tanstack/react-query';
import { failed, said } from '../../kit/toast';

/** What follows an act on a payout: it is said, and everything is read anew. */
export function useActed(done: string, after?: () => void) {
  const queryClient = useQueryClient();
  return {
    onSuccess: () => {
      said(done);
      void queryClient.invalidateQueries();
      after?.();
    },
    onError: failed,
  };
}
