import type { Problem } from '../api';

type Texts = Record<string, string>;

const files = import.meta.glob<{ default: Texts }>('./faults/*.json');
let texts: Texts = {};
let wanted = '';

/** Loads what problems are called in a language. English ones come from the server. */
export async function loadFaults(language: string): Promise<void> {
  wanted = language;
  const loaded = await files[`./faults/${language}.json`]?.();
  if (wanted === language) texts = loaded?.default ?? {};
}

/** A problem in the words of the page's language; as the server wrote it where there are none. */
export function inWords(problem: Problem): Problem {
  const text = Object.hasOwn(texts, problem.code) ? texts[problem.code] : undefined;
  return text === undefined ? problem : { ...problem, title: text, detail: text };
}
