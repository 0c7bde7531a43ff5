import type { Tone } from '../../kit/Pill';

/** The states of a case. */
export const statuses = ['open', 'confirmed', 'cleared'] as const;

export type CaseStatus = (typeof statuses)[number];

/** How a state looks. */
export const tones: Record<CaseStatus, Tone> = { open: 'warn', confirmed: 'bad', cleared: 'good' };

/** How grave a score looks. */
export const grave = (score: number): Tone => (score >= 90 ? 'bad' : 'warn');
