import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';

/** Where the snippet's source lies. */
export const source = new URL('../../snippet/', import.meta.url).pathname;

/** How one file of the snippet is built: for a page's script tag, or for a bundler. */
export const snippet = (entry: string, format: 'iife' | 'es', file: string) =>
  ({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    root: source,
    build: {
      target: 'es2020',
      outDir: `${source}dist`,
      minify: format === 'iife',
      lib: { entry: `${source}src/${entry}`, formats: [format], name: 'tributary', fileName: () => file },
    },
  }) satisfies InlineConfig;

/** The code that a shop's page loads as /p.js. */
export async function script(): Promise<string> {
  const config = snippet('p.ts', 'iife', 'p.js');
  const built = await build({ ...config, build: { ...config.build, write: false } });
  const [file] = ([built].flat() as Rolldown.RolldownOutput[]).flatMap((one) => one.output);
  return file?.type === 'chunk' ? file.code : '';
}

/** Puts /p.js beside the portal. */
export const snippetFile = (): Plugin => ({
  name: 'snippet',
  apply: 'build',
  async generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'p.js', source: await script() });
  },
});
