import { expect, test } from 'vitest';
import en from './en.json';
import { partOf, type Side, sides } from './sides';

const sources = import.meta.glob<string>(
  ['../**/*.{ts,tsx}', '!../api/**', '!../**/*.test.*', '!../mocks/**'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);

/** The files that a file imports, of those that there are. */
function imports(file: string): string[] {
  const found = (sources[file] ?? '').matchAll(/(?:from|import)[ (]'(\.[^']+)'/g);
  return [...found].flatMap(([, path = '']) => {
    const at = new URL(path, `file:///src/i18n/${file}`).pathname.replace('/src/', '../');
    return [`${at}.ts`, `${at}.tsx`, `${at}/index.ts`]
      .map((one) => one.replace('../i18n/', './'))
      .filter((one) => one in sources);
  });
}

/** All that the routes of a name, and the start of the portal, lead to, without what loads the part itself first. */
function reached(side: Side, route: (file: string) => boolean): string {
  const seen = new Set<string>();
  const go = (file: string) => {
    if (seen.has(file) || file.includes('routeTree') || sources[file]?.includes(`loadSide('${side}')`))
      return;
    seen.add(file);
    for (const next of imports(file)) go(next);
  };
  Object.keys(sources)
    .filter((file) => file.endsWith('/main.tsx') || (file.includes('/routes/') && route(file)))
    .forEach(go);
  return [...seen].map((file) => sources[file]).join('\n');
}

const loads = (file: string, side: Side) =>
  file.includes('/routes/') && (sources[file] ?? '').includes(`loadSide('${side}')`);

/** Whether a route loads a part itself, or stands in one that does. */
const within = (file: string, side: Side) =>
  loads(file, side) ||
  (side === 'partner' && file.includes('/routes/p.$partner')) ||
  (side === 'manager' && file.includes('/routes/m.$program')) ||
  (side === 'account' && file.includes('/routes/account.'));

test.each(Object.keys(sides) as Side[])(
  'no other page says what only the part “%s” of the catalog has',
  (side) => {
    const code = reached(side, (file) => !within(file, side));
    expect(code.length).toBeGreaterThan(100_000);
    for (const name of sides[side]) expect(code).not.toMatch(new RegExp(`['"\`]${name}\\.`));
  },
);

test('the parts of a catalog are the whole', () => {
  const parts = [...(Object.keys(sides) as Side[]), 'shared' as const].map((side) => partOf(en, side));
  expect(Object.assign({}, ...parts)).toEqual(en);
  expect(parts.reduce((n, part) => n + Object.keys(part).length, 0)).toBe(Object.keys(en).length);
});
