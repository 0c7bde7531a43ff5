/** How many lines a file may have, and how many go at once. */
export const maxLines = 5000;
const linesAtOnce = 100;

/** A part of a file: its lines below the line of column names, and the number of its first line. */
export type Part = { from: number; csv: string; lines: number };

/** Cuts a text into its records: a line break inside quotes does not end one. Empty lines are left out. */
export function records(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i <= text.length; i++) {
    const sign = text[i];
    if (sign === '"') quoted = !quoted;
    if (i < text.length && (quoted || sign !== '\n')) continue;
    const record = text.slice(start, i).replace(/\r$/, '');
    if (record.trim() !== '') found.push(record);
    start = i + 1;
  }
  return found;
}

/** Cuts a file into parts that are sent one after another. */
export function partsOf(text: string): Part[] {
  const [names, ...lines] = records(text.replace(/^\uFEFF/, ''));
  if (names === undefined) return [];
  const parts: Part[] = [];
  for (let at = 0; at < lines.length; at += linesAtOnce) {
    const some = lines.slice(at, at + linesAtOnce);
    parts.push({ from: at + 1, csv: [names, ...some].join('\n'), lines: some.length });
  }
  return parts;
}

/** A cell that no spreadsheet takes for a formula. */
export function cell(text: string): string {
  const safe = /^[\s,;|'"]*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
