import type { Translate } from '../../i18n';

/** One entry of the help. */
export type Entry = { question: string; answer: string };

const names = [
  'click',
  'conversion',
  'pending',
  'paid',
  'reversed',
  'missing',
  'method',
  'tax',
  'link',
  'sub',
  'colleague',
  'signIn',
] as const;

/** What the portal itself answers. */
export const ownEntries = (t: Translate): Entry[] =>
  names.map((name) => ({ question: t(`faq.${name}.q`), answer: t(`faq.${name}.a`) }));

const plain = (text: string) =>
  text
    .toLocaleLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '');

/** The entries that a search finds: those that have most of its words first. */
export function search(entries: readonly Entry[], typed: string): Entry[] {
  const words = plain(typed)
    .split(/\W+/)
    .filter((word) => word.length > 2);
  if (words.length === 0) return typed.trim() === '' ? [...entries] : [];
  return entries
    .map((entry) => {
      const [question, answer] = [plain(entry.question), plain(entry.answer)];
      const weight = words.reduce(
        (sum, word) => sum + (question.includes(word) ? 3 : 0) + (answer.includes(word) ? 1 : 0),
        0,
      );
      return { entry, weight };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ entry }) => entry);
}
