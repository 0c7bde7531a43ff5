import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getSecurityQueryKey, getSessionQueryKey } from '../../api/@tanstack/react-query.gen';
import type { Problem } from '../../app/problem';

/** An act that changes by what one signs in. */
export function useSecurityAct<T, V = void>(run: (value: V) => Promise<T>, done: (result: T) => void) {
  const queryClient = useQueryClient();
  return useMutation<T, Problem, V>({
    mutationFn: run,
    onSuccess: (result) => {
      void queryClient.invalidateQueries({ queryKey: getSecurityQueryKey() });
      void queryClient.invalidateQueries({ queryKey: getSessionQueryKey() });
      done(result);
    },
  });
}

/** The zone that this browser is in. */
export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
