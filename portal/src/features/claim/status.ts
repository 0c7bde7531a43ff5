import type { Tone } from '../../kit/Pill';

/** The states of a claim. */
export const statuses = ['open', 'credited', 'refused'] as const;

export type ClaimStatus = (typeof statuses)[number];

/** How a state looks. */
export const tones: Record<ClaimStatus, Tone> = { open: 'warn', credited: 'good', refused: 'plain' };
