import { useMutation } from '@tanstack/react-query';
import type { Problem } from '../../api';
import { fieldErrors } from '../../app/problem';

/** An act of a form; where a fresh sign-in is needed first, that is asked for on the way. */
export function useProven(run: () => Promise<unknown>, done: () => void) {
  const mutation = useMutation<unknown, Problem>({ mutationFn: run, onSuccess: done });
  return {
    act: () => mutation.mutate(),
    pending: mutation.isPending,
    problem: mutation.error,
    wrong: mutation.error ? fieldErrors(mutation.error) : {},
  };
}
