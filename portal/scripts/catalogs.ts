import type { Plugin } from 'vite';
import { partOf, type Side } from '../src/i18n/sides.ts';

/** Cuts a catalog into what every page has and what one side has: `en.json?side=manager`. */
export const catalogs = (): Plugin => ({
  name: 'catalogs',
  enforce: 'pre',
  transform(code, id) {
    const side = /\/i18n\/[\w-]+\.json\?.*\bside=(\w+)/.exec(id)?.[1] as Side | 'shared' | undefined;
    if (!side) return undefined;
    const part = JSON.stringify(partOf(JSON.parse(code), side));
    return { code: `export default ${part}`, map: null, moduleType: 'js' };
  },
});
