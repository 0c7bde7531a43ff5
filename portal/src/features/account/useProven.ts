import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Problem } from '../../api';
import { fieldErrors } from '../../app/problem';

/** An act that may need a fresh sign-in: it is tried, and where that is asked for, tried again after it. */
export function useProven(run: () => Promise<unknown>, done: () => void) {
  const [asked, setAsked] = useState(false);
  const mutation = useMutation<unknown, Problem>({
    mutationFn: run,
    onSuccess: () => {
      setAsked(false);
      done();
    },
    onError: (problem) => setAsked(problem.code === 'auth.reauthenticate'),
  });
  const problem = mutation.error?.code === 'auth.reauthenticate' ? null : mutation.error;
  return {
    act: () => mutation.mutate(),
    pending: mutation.isPending,
    problem,
    wrong: problem ? fieldErrors(problem) : {},
    prove: { opened: asked, onClose: () => setAsked(false), onProven: () => mutation.mutate() },
  };
}
