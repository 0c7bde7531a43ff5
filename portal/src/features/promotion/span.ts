import { date, dateTime } from '../../kit/format';
import { startOfDay, today } from '../../kit/period';

type Span = { starts_at: string; ends_at: string };

const midnight = (iso: string, zone: string) =>
  Date.parse(startOfDay(today(zone, new Date(iso)), zone)) === Date.parse(iso);

/** From when to when a sale is: its days in the program's zone, with hours where they are not whole. */
export function spanText({ starts_at, ends_at }: Span, zone: string): string {
  if (!midnight(starts_at, zone) || !midnight(ends_at, zone))
    return `${dateTime(starts_at, zone)} – ${dateTime(ends_at, zone)}`;
  const first = date(starts_at, zone);
  const last = date(new Date(Date.parse(ends_at) - 1).toISOString(), zone);
  return first === last ? first : `${first} – ${last}`;
}
