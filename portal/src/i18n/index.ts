import type en from './en.json';
import { loadFaults } from './faults';
import type { Side } from './sides';

type Leaves<T, Path extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Path}${K}` : Leaves<T[K], `${Path}${K}.`>;
}[keyof T & string];
type WithoutPlural<K> = K extends `${infer Base}_${'zero' | 'one' | 'other'}` ? Base : K;

/** The name of a text; a plural one without its ending. */
export type Key = WithoutPlural<Leaves<typeof en>>;

/** Writes a text with its values. `count` chooses the plural; `defaultValue` stands in for a name that is not known. */
export type Translate = (key: Key, values?: Record<string, string | number | undefined>) => string;

type Catalogs = Record<string, () => Promise<{ default: object }>>;
const catalogs: Catalogs = import.meta.glob<false, string, { default: object }>('./*.json', {
  query: { side: 'shared' },
});
const own: Record<Side, Catalogs> = {
  partner: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'partner' } }),
  manager: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'manager' } }),
  launch: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'launch' } }),
  counting: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'counting' } }),
  reference: import.meta.glob<false, string, { default: object }>('./*.json', {
    query: { side: 'reference' },
  }),
  setup: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'setup' } }),
  money: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'money' } }),
  told: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'told' } }),
  account: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'account' } }),
  proof: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'proof' } }),
  help: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'help' } }),
  rules: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'rules' } }),
  branding: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'branding' } }),
  fraud: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'fraud' } }),
  claims: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'claims' } }),
  agreements: import.meta.glob<false, string, { default: object }>('./*.json', {
    query: { side: 'agreements' },
  }),
  guests: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'guests' } }),
  applyForms: import.meta.glob<false, string, { default: object }>('./*.json', {
    query: { side: 'applyForms' },
  }),
  pipeline: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'pipeline' } }),
  market: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'market' } }),
  audit: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'audit' } }),
  imports: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'imports' } }),
  staff: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'staff' } }),
  enter: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'enter' } }),
  doctor: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'doctor' } }),
  integrations: import.meta.glob<false, string, { default: object }>('./*.json', {
    query: { side: 'integrations' },
  }),
  rails: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'rails' } }),
  replay: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'replay' } }),
  keys: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'keys' } }),
  upload: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'upload' } }),
  bank: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'bank' } }),
  hooks: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'hooks' } }),
  campaigns: import.meta.glob<false, string, { default: object }>('./*.json', {
    query: { side: 'campaigns' },
  }),
  documents: import.meta.glob<false, string, { default: object }>('./*.json', {
    query: { side: 'documents' },
  }),
  report: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'report' } }),
  links: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'links' } }),
  customers: import.meta.glob<false, string, { default: object }>('./*.json', {
    query: { side: 'customers' },
  }),
  batches: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'batches' } }),
  settings: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'settings' } }),
  groups: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'groups' } }),
  adjustments: import.meta.glob<false, string, { default: object }>('./*.json', {
    query: { side: 'adjustments' },
  }),
  partners: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'partners' } }),
  conversions: import.meta.glob<false, string, { default: object }>('./*.json', {
    query: { side: 'conversions' },
  }),
  apply: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'apply' } }),
  terms: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'terms' } }),
  meaning: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'meaning' } }),
  overview: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'overview' } }),
  activity: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'activity' } }),
  offers: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'offers' } }),
  payouts: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'payouts' } }),
  paid: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'paid' } }),
  earned: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'earned' } }),
  rewards: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'rewards' } }),
  people: import.meta.glob<false, string, { default: object }>('./*.json', { query: { side: 'people' } }),
};
const parts = new Set<Side>();
let language = 'en';
let texts = new Map<string, string>();
let plural = new Intl.PluralRules('en');

function flatten(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]: [string, string | object]) =>
    typeof value === 'string'
      ? [[path + name, value] as [string, string]]
      : flatten(value, `${path}${name}.`),
  );
}

/** Loads the catalog of a language, English where there is none, and makes it the document's. */
export async function loadLanguage(wanted: string): Promise<void> {
  const name = catalogs[`./${wanted}.json`] ? wanted : 'en';
  language = name;
  const all = [catalogs, ...[...parts].map((side) => own[side])];
  const loaded = await Promise.all(all.map((part) => part[`./${name}.json`]?.()));
  if (name !== language) return;
  texts = new Map(loaded.flatMap((part) => flatten(part?.default ?? {})));
  plural = new Intl.PluralRules(name);
  document.documentElement.lang = name;
  void loadFaults(name);
}

/** Loads what only some pages say, before they are shown. */
export async function loadSide(side: Side): Promise<void> {
  parts.add(side);
  const name = language;
  const catalog = await own[side][`./${name}.json`]?.();
  if (name !== language) return;
  for (const [key, text] of flatten(catalog?.default ?? {})) texts.set(key, text);
}

function find(key: string, count: number | undefined): string | undefined {
  if (count === undefined) return texts.get(key);
  const none = count === 0 ? texts.get(`${key}_zero`) : undefined;
  return none ?? texts.get(`${key}_${plural.select(count)}`) ?? texts.get(`${key}_other`) ?? texts.get(key);
}

/** Writes a text of the page's language. A value that ends in a full stop, such as “1. Dez.”, ends a sentence too. */
export const t: Translate = (key, values = {}) => {
  const count = typeof values.count === 'number' ? values.count : undefined;
  const text = find(key, count) ?? values.defaultValue ?? key;
  return String(text).replace(/\{\{(\w+)\}\}(\.?)/g, (_, name: string, stop: string) => {
    const value = String(values[name] ?? '');
    return value.endsWith('.') ? value : value + stop;
  });
};

const translation = { t };

/** The texts of the page's language, which is fixed before the first render. */
export const useTranslation = () => translation;
