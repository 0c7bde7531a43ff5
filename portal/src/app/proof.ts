import type { Problem } from './problem';

/** What a server may ask for before an act: that somebody is there, or a second factor of theirs. */
export type Proof = 'auth.reauthenticate' | 'second_factor.required';

type Asker = (proof: Proof) => Promise<boolean>;

let asker: Asker | undefined;
let asking: Promise<boolean> | undefined;

/** Says who asks for proofs; returns how to take that back. */
export function onProof(ask: Asker): () => void {
  asker = ask;
  return () => {
    if (asker === ask) asker = undefined;
  };
}

/** The proof that a problem asks for. */
export const proofOf = (problem: Pick<Problem, 'code'>): Proof | undefined =>
  problem.code === 'auth.reauthenticate' || problem.code === 'second_factor.required'
    ? problem.code
    : undefined;

/** Asks for a proof, once for all who wait; false when nobody gives it. */
export function prove(proof: Proof): Promise<boolean> {
  asking ??= (asker?.(proof) ?? Promise.resolve(false)).finally(() => {
    asking = undefined;
  });
  return asking;
}
