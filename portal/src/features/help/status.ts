import type { Tone } from '../../kit/Pill';

/** Whose turn it is, as the side sees it that waits for the other. */
export const tones: Record<'open' | 'answered' | 'closed', Tone> = {
  open: 'warn',
  answered: 'good',
  closed: 'plain',
};

export const statuses = ['open', 'answered', 'closed'] as const;
