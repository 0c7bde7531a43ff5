// Builds the portal in memory and adds up, gzipped, what each route loads: the
// page's own chunks, those of the routes it is nested in, and all that they
// import. The budget is per route, because that is what a visitor waits for.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { script } from './snippetBuild.ts';

const budget = { js: 230, css: 25 };
const results = await build({ logLevel: 'error', build: { write: false } });
const output = ([results].flat() as Rolldown.RolldownOutput[]).flatMap((one) => one.output);
const chunks = new Map(output.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one] as const] : [])));
const kilobytes = (source: string | Uint8Array) => gzipSync(source, { level: 9 }).length / 1024;
const sizes = new Map(
  output.map((one) => [one.fileName, kilobytes(one.type === 'chunk' ? one.code : one.source)]),
);
const chunkOf = (part: string) =>
  [...chunks.values()].find((one) => one.facadeModuleId?.includes(part))?.fileName;

/** A chunk and everything that it imports at once, styles included. */
function closure(name: string | undefined, seen: Set<string>): void {
  const chunk = name === undefined ? undefined : chunks.get(name);
  if (!chunk || seen.has(chunk.fileName)) return;
  seen.add(chunk.fileName);
  for (const file of chunk.viteMetadata?.importedCss ?? []) seen.add(file);
  for (const next of chunk.imports) closure(next, seen);
}

/** The routes around a route file: `p.$partner.links` stands in `p.$partner` and in `p`. */
const around = (file: string) =>
  file
    .split('.')
    .map((_, i, parts) => parts.slice(0, i + 1).join('.'))
    .map((one) => `/routes/${one}.tsx?tsr-split=component`);

/** The parts of the catalog that a route and those around it wait for; what a lazy card loads is not among them. */
const partsOf = (file: string) =>
  file
    .split('.')
    .map((_, i, parts) => new URL(`../src/routes/${parts.slice(0, i + 1).join('.')}.tsx`, import.meta.url))
    .filter((path) => existsSync(path))
    .flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/loadSide\('(\w+)'\)(?!\s*\.then|\)\s*\.then)/g)].map(
        ([, side]) => side,
      ),
    );

/** The largest catalog of a part: one language is loaded, and the budget holds for each. */
const catalogOf = (side: string | undefined) =>
  languages
    .map((one) => chunkOf(`/i18n/${one}?side=${side}`))
    .reduce((most, one) => ((sizes.get(one ?? '') ?? 0) > (sizes.get(most ?? '') ?? 0) ? one : most));

const languages = readdirSync(new URL('../src/i18n', import.meta.url)).filter((file) =>
  file.endsWith('.json'),
);
const routes = readdirSync(new URL('../src/routes', import.meta.url)).map((file) =>
  file.replace(/\.tsx$/, ''),
);
let over = 0;
for (const route of routes.filter((one) => one !== '__root')) {
  const files = new Set<string>();
  closure(chunkOf('/index.html'), files);
  for (const side of ['shared', ...partsOf(route)]) closure(catalogOf(side), files);
  for (const part of around(route)) closure(chunkOf(part), files);
  const sum = (kind: string) =>
    [...files].filter((one) => one.endsWith(kind)).reduce((all, one) => all + (sizes.get(one) ?? 0), 0);
  const [js, css] = [sum('.js'), sum('.css')];
  const bad = js > budget.js || css > budget.css;
  if (bad) over++;
  console.log(
    `${route.padEnd(32)} ${js.toFixed(0).padStart(4)} KB js ${css.toFixed(0).padStart(4)} KB css${bad ? '  over the budget' : ''}`,
  );
}

/** The shops' pages load the snippet: it may take 1.5 KB. */
const bytes = gzipSync(await script(), { level: 9 }).length;
if (bytes > 1536) over++;
console.log(`${'/p.js'.padEnd(32)} ${bytes} bytes${bytes > 1536 ? '  over the budget' : ''}`);
process.exit(over === 0 ? 0 : 1);
