import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { partOf, type Side } from '../src/i18n/sides.ts';

type Tree = { [name: string]: string | Tree };

const english = new URL('../src/i18n/en.json', import.meta.url).pathname;

/** A catalog with the English text wherever it has none. */
function completed(catalog: Tree, base: Tree): Tree {
  const out: Tree = {};
  for (const [name, text] of Object.entries({ ...base, ...catalog })) {
    const [below, own] = [base[name], catalog[name]];
    out[name] = typeof below === 'object' ? completed(typeof own === 'object' ? own : {}, below) : text;
  }
  return out;
}

/** Cuts a catalog into what every page has and what one side has: `en.json?side=manager`. */
export const catalogs = (): Plugin => ({
  name: 'catalogs',
  enforce: 'pre',
  transform(code, id) {
    const side = /\/i18n\/[\w-]+\.json\?.*\bside=(\w+)/.exec(id)?.[1] as Side | 'shared' | undefined;
    if (!side) return undefined;
    const base = JSON.parse(readFileSync(english, 'utf8')) as Tree;
    const part = JSON.stringify(partOf(completed(JSON.parse(code) as Tree, base), side));
    this.addWatchFile(english);
    return { code: `export default ${part}`, map: null, moduleType: 'js' };
  },
});
