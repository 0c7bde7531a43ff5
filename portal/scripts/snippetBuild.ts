import type { InlineConfig } from 'vite';

/** Where the snippet's source lies. */
export const source = new URL('../../snippet/', import.meta.url).pathname;

/** How one file of the snippet is built: for a page's script tag, or for a bundler. */
export const snippet = (entry: string, format: 'iife' | 'es', outDir: string, file: string) =>
  ({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    root: source,
    build: {
      target: 'es2020',
      outDir,
      emptyOutDir: false,
      minify: format === 'iife',
      lib: { entry: `${source}src/${entry}`, formats: [format], name: 'tributary', fileName: () => file },
    },
  }) satisfies InlineConfig;
