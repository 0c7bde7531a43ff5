import { type PeriodSearch, readPeriod, withLifetime } from '../../kit/period';

/** Reads the address of a summary, which knows the lifetime too. */
export const readSummary = (search: Record<string, unknown>): PeriodSearch =>
  readPeriod(search, withLifetime);

/** What the lines of a partner's report can be. */
export const partnerCuts = ['day', 'month', 'link', 'sub', 'offer', 'device', 'country', 'referrer'] as const;

/** What the lines of a program's report can be; links and sub-ids are a partner's. */
export const managerCuts = [
  'day',
  'month',
  'partner',
  'offer',
  'device',
  'country',
  'referrer',
  'link',
  'sub',
] as const;

export type Cut = (typeof managerCuts)[number];

/** What a report can be narrowed to one value of. */
export const facets = ['link', 'sub', 'offer', 'device', 'country', 'referrer'] as const;
export type Facet = (typeof facets)[number];

/** What the chart shows. */
export const metrics = ['clicks', 'conversions', 'sales', 'revenue', 'commission'] as const;
export type Metric = (typeof metrics)[number];

/** The address of a report: the period, its lines, and what it is narrowed to. */
export type ReportSearch = PeriodSearch & {
  by?: Cut;
  metric?: Metric;
  compare?: boolean;
  facet?: Facet;
  value?: string;
  partner?: string;
  /** What the names of the lines shown contain. */
  q?: string;
};

/** Reads the address of a report; what makes no sense is left out. */
export function readReport(search: Record<string, unknown>): ReportSearch {
  const by = managerCuts.find((one) => one === search.by);
  const metric = metrics.find((one) => one === search.metric);
  const facet = facets.find((one) => one === search.facet);
  const value = search.value === undefined ? undefined : String(search.value);
  return {
    ...readPeriod(search),
    ...(by ? { by } : {}),
    ...(metric ? { metric } : {}),
    ...(search.compare === true ? { compare: true } : {}),
    ...(facet && value ? { facet, value } : {}),
    ...(typeof search.partner === 'string' && search.partner ? { partner: search.partner } : {}),
    ...(search.q !== undefined && search.q !== '' ? { q: String(search.q) } : {}),
  };
}

/** What the lines are: by day unless chosen, and over time when narrowed to one value. */
export function cutOf<C extends Cut>(cuts: readonly C[], search: ReportSearch): C | 'day' {
  const chosen = cuts.find((cut) => cut === search.by) ?? 'day';
  return search.facet && chosen !== 'month' ? 'day' : chosen;
}

/** The query of a CSV address. */
export const asQuery = (query: Record<string, string | undefined>) =>
  new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ).toString();

/** The address of the report across programs. */
export type ReportingSearch = PeriodSearch & {
  tab?: 'commissions';
  program?: string;
  status?: string;
  q?: string;
};

/** Reads the address of the report across programs. */
export function readReporting(search: Record<string, unknown>): ReportingSearch {
  const text = (name: 'program' | 'status' | 'q') =>
    typeof search[name] === 'string' && search[name] ? { [name]: search[name] } : {};
  return {
    ...readPeriod(search),
    ...(search.tab === 'commissions' ? { tab: search.tab } : {}),
    ...text('program'),
    ...text('status'),
    ...text('q'),
  };
}
