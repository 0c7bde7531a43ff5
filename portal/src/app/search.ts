import { type PeriodSearch, readPeriod } from '../kit/period';

/** The address of a list: what it is filtered by, and which row is open. */
export type ListSearch = PeriodSearch & {
  id?: string;
  status?: string;
  q?: string;
  group?: string;
  tier?: string;
  tag?: string;
  looks?: string;
};

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** Reads the address of a list; a plain function, so that an odd address never breaks a page. */
export function readList(search: Record<string, unknown>): ListSearch {
  const own = {
    id: text(search.id),
    status: text(search.status),
    q: text(typeof search.q === 'number' ? String(search.q) : search.q),
    group: text(search.group),
    tier: text(search.tier),
    tag: text(search.tag),
    looks: text(search.looks),
  };
  const given = Object.entries(own).filter(([, value]) => value !== undefined);
  return { ...readPeriod(search), ...Object.fromEntries(given) };
}
