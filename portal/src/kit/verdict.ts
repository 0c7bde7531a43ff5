import type { Diagnosis, ManagerConversion } from '../api';
import type { Tone } from './Pill';

/** The verdicts a list can be filtered by. */
export const verdicts = [
  'accepted',
  'unattributed',
  'rejected',
  'parked',
  'claimed',
] as const satisfies readonly ManagerConversion['verdict'][];

/** A verdict, of a real report or of a trial. */
export type Verdict = Diagnosis['verdict'] | ManagerConversion['verdict'];

/** The colour of each. */
export const verdictTones: Record<Verdict, Tone> = {
  accepted: 'good',
  duplicate: 'plain',
  conflict: 'bad',
  unattributed: 'warn',
  parked: 'info',
  rejected: 'bad',
  claimed: 'info',
  queued: 'info',
  refused: 'bad',
};
