import type { PartnerCommission } from '../../api';
import type { Tone } from '../../kit/Pill';

/** What a program calls where a commission stands. */
export type Word = PartnerCommission['said'];

/** The words that a program can choose among. */
export type Style = 'affiliate' | 'network' | 'leads';

/** The words of each style, in the order of a commission's life. */
export const words: Record<Style, readonly Word[]> = {
  affiliate: ['pending', 'approved', 'paid', 'reversed'],
  network: ['pending', 'available', 'earned', 'declined'],
  leads: ['pending', 'paid', 'declined'],
};

/** The colour of each word. */
export const wordTones: Record<Word, Tone> = {
  pending: 'warn',
  approved: 'info',
  available: 'info',
  paid: 'good',
  earned: 'good',
  declined: 'bad',
  reversed: 'bad',
};

/** Reads a style's word out of an address. */
export const readWord = (value: string | undefined, style: Style): Word | undefined =>
  words[style].find((one) => one === value);
