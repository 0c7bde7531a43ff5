import type { Money } from '../api';

export type { Money };

const locale = () => document.documentElement.lang || 'en';
type Formatter = Intl.NumberFormat | Intl.DateTimeFormat | Intl.ListFormat;

const cache = new Map<string, Formatter>();

function cached<T extends Formatter>(key: string, make: () => T): T {
  const known = cache.get(`${locale()} ${key}`);
  if (known) return known as T;
  const made = make();
  cache.set(`${locale()} ${key}`, made);
  return made;
}

const currency = (code: string) =>
  cached(
    `money ${code}`,
    () =>
      new Intl.NumberFormat(locale(), { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' }),
  );

/** How many digits the minor unit of a currency has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(code: string): number {
  return currency(code).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Writes an amount. The decimal text is made from integers, never from a float. */
export function money({ amount, currency: code }: Money): string {
  return currency(code).format(decimal({ amount, currency: code }) as Intl.StringNumericLiteral);
}

/** Writes an amount with a plus sign where it is a gain. */
export function signedMoney(value: Money): string {
  return value.amount > 0 ? `+${money(value)}` : money(value);
}

/** The plain decimal text of an amount: 1234 EUR cents are "12.34". */
export function decimal({ amount, currency: code }: Money): string {
  const digits = minorDigits(code);
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${amount < 0 ? '-' : ''}${whole}${digits ? `.${text.slice(-digits)}` : ''}`;
}

/** Reads a typed amount into minor units; undefined when it is none or has too many decimals. */
export function parseMoney(text: string, code: string): Money | undefined {
  const match = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim());
  const digits = minorDigits(code);
  const fraction = match?.[2] ?? '';
  if (!match || fraction.length > digits) return undefined;
  return { amount: Number(`${match[1]}${fraction.padEnd(digits, '0')}`), currency: code };
}

/** Writes a whole number with separators. */
export const count = (n: number) => cached('count', () => new Intl.NumberFormat(locale())).format(n);

/** Writes a list: "A, B and C"; or, where any one of it will do, "A, B or C". */
export const list = (items: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction') =>
  cached(`list ${type}`, () => new Intl.ListFormat(locale(), { type })).format(items);

/** Writes basis points as percent: 1250 is "12.5%". */
export const percent = (basisPoints: number) =>
  cached(
    'percent',
    () => new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 2 }),
  ).format(basisPoints / 10_000);

/** Reads typed percent into basis points; undefined when it is none or finer than 0.01 %. */
export function parsePercent(text: string): number | undefined {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (!match) return undefined;
  const points = Number(`${match[1]}${(match[2] ?? '').padEnd(2, '0')}`);
  return points > 0 && points <= 10_000 ? points : undefined;
}

const dates = (key: string, options: Intl.DateTimeFormatOptions) =>
  cached(`date ${key}`, () => new Intl.DateTimeFormat(locale(), options));

/** The day of a time in the program's zone: "Nov 21", with the year when it is not this one. */
export function date(iso: string, zone: string, now = new Date()): string {
  const time = new Date(iso);
  const other = time.getUTCFullYear() !== now.getUTCFullYear();
  const year = other ? ({ year: 'numeric' } as const) : {};
  return dates(`d ${zone} ${other}`, { month: 'short', day: 'numeric', timeZone: zone, ...year }).format(
    time,
  );
}

/** Day and minute of a time in the program's zone: "Nov 21, 08:55". */
export function dateTime(iso: string, zone: string): string {
  return dates(`t ${zone}`, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(new Date(iso));
}

/** A plain day ("2026-11-21") as "Nov 21". */
export const day = (value: string) =>
  dates('day', { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${value.slice(0, 10)}T00:00:00Z`),
  );

/** The month of a plain day ("2026-11-21"): "Nov 2026". */
export const month = (value: string) =>
  dates('month', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${value.slice(0, 7)}-01T00:00:00Z`),
  );

/** Whole days from now until a day, 0 when it has come. */
export function daysUntil(value: string, now = new Date()): number {
  return Math.max(0, Math.ceil((Date.parse(value) - now.getTime()) / 86_400_000));
}

/** The change from the previous period in percent with one decimal; undefined where there is nothing to compare. */
export function change(current: number, previous: number): number | undefined {
  return previous > 0 ? Math.round(((current - previous) / previous) * 1000) / 10 : undefined;
}
