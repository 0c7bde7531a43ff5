/** A chosen period, as it stands in the address: a preset, or two days. */
export type PeriodSearch = { period?: Preset; from?: string; to?: string };

/** The presets of the picker. */
export type Preset = 'today' | '7d' | '30d' | '90d' | 'week' | 'month' | 'last-month' | 'lifetime';

/** A period in days, both ends included. */
export type Period = { from: string; to: string };

export const presets: readonly Preset[] = ['today', '7d', '30d', '90d', 'week', 'month', 'last-month'];

/** The presets where everything since the first day can be asked for too. */
export const withLifetime: readonly Preset[] = [...presets, 'lifetime'];

const dayMilliseconds = 86_400_000;
const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
const text = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Today in a time zone, as a day. */
export function today(zone: string, now = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now);
}

/** Reads the period out of an address; what makes no sense is left out. */
export function readPeriod(search: Record<string, unknown>, among = presets): PeriodSearch {
  if (isDay(search.from) && isDay(search.to) && search.from <= search.to)
    return { from: search.from, to: search.to };
  const preset = among.find((name) => name === search.period);
  return preset ? { period: preset } : {};
}

/** Resolves the chosen period into days of the program's zone; the last 30 days unless chosen. */
export function resolvePeriod(search: PeriodSearch, zone: string, now = new Date()): Period {
  if (search.from && search.to) return { from: search.from, to: search.to };
  const end = Date.parse(`${today(zone, now)}T00:00:00Z`);
  const back = (days: number) => ({ from: text(end - (days - 1) * dayMilliseconds), to: text(end) });
  const at = new Date(end);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  switch (search.period) {
    case 'today':
      return back(1);
    case '7d':
      return back(7);
    case '90d':
      return back(90);
    case 'week':
      return back(((at.getUTCDay() + 6) % 7) + 1);
    case 'month':
      return { from: text(Date.UTC(year, month, 1)), to: text(end) };
    case 'last-month':
      return { from: text(Date.UTC(year, month - 1, 1)), to: text(Date.UTC(year, month, 0)) };
    default:
      return back(30);
  }
}

/** What to ask for where a lifetime can be asked for: its name, or the days of any other period. */
export const periodOrLifetime = (search: PeriodSearch, zone: string) =>
  search.period === 'lifetime' && !search.from
    ? { period: 'lifetime' as const }
    : resolvePeriod(search, zone);

/** How many days a period has. */
export const lengthInDays = ({ from, to }: Period) =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMilliseconds) + 1;

/** The moment at which a day begins in a time zone. */
export function startOfDay(day: string, zone: string): string {
  const noon = Date.parse(`${day}T12:00:00Z`);
  const wall = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(noon);
  const part = (type: string) => wall.find((one) => one.type === type)?.value ?? '00';
  const shown = Date.parse(
    `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`,
  );
  return new Date(Date.parse(`${day}T00:00:00Z`) - (shown - noon)).toISOString();
}

/** The moment at which a day ends in a time zone: the next one's beginning. */
export function endOfDay(day: string, zone: string): string {
  return startOfDay(text(Date.parse(`${day}T00:00:00Z`) + dayMilliseconds), zone);
}
