// What a new program is asked to choose from, guessed from where its owner sits.

type Choice = { value: string; label: string };

/** All currencies by their names, the reader's language. */
export function currencies(): Choice[] {
  const names = new Intl.DisplayNames(undefined, { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((value) => ({
    value,
    label: `${value} · ${names.of(value) ?? value}`,
  }));
}

const byRegion: Record<string, string> = { GB: 'GBP', US: 'USD', CH: 'CHF', CA: 'CAD', AU: 'AUD', JP: 'JPY' };

/** The currency of where the browser's language is spoken; the euro where that is not known. */
export function guessCurrency(): string {
  const region = new Intl.Locale(navigator.language).maximize().region ?? '';
  return byRegion[region] ?? 'EUR';
}

/** All time zones, the world's first. */
export const zones = (): string[] => [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((one) => one !== 'UTC'),
];

/** The browser's own time zone. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** An address as somebody types it, with what it lacks to be one. */
export function webAddress(text: string): string {
  const typed = text.trim();
  return /^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`;
}

/** A percentage as somebody types it, in basis points; nothing when it is none. */
export function basisPoints(text: string): number | undefined {
  if (!/^\d{1,3}([.,]\d{1,2})?$/.test(text.trim())) return undefined;
  const points = Math.round(Number(text.trim().replace(',', '.')) * 100);
  return points > 0 && points <= 10_000 ? points : undefined;
}

/** Hosts as somebody lists them. */
export const hostsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,]+/)
      .map((line) =>
        line
          .trim()
          .toLowerCase()
          .replace(/^https?:\/\//, '')
          .replace(/\/.*$/, ''),
      )
      .filter(Boolean),
  ),
];
