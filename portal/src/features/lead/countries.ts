const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Regions that browsers have a name for and nobody lives in. */
const none = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO']);

const spoken = () => document.documentElement.lang || 'en';

/** All countries by their names in the reader's language, as choices. */
export function countryNames(): { value: string; label: string }[] {
  const language = spoken();
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((value) => {
      const label = none.has(value) ? undefined : names.of(value);
      return label ? [{ value, label }] : [];
    })
    .sort((a, b) => a.label.localeCompare(b.label, language));
}

/** What was answered, as it is read: a country by its name, a tick as a word. */
export function answerText(value: string, yes: string): string {
  if (value === 'true') return yes;
  if (!/^[A-Z]{2}$/.test(value)) return value;
  return new Intl.DisplayNames(spoken(), { type: 'region' }).of(value) ?? value;
}
