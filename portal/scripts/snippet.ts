// Builds the npm package of the snippet, into snippet/dist.
import { execFileSync } from 'node:child_process';
import { build } from 'vite';
import { snippet, source } from './snippetBuild.ts';

await build(snippet('index.ts', 'es', 'index.js'));
execFileSync(new URL('../node_modules/.bin/tsc', import.meta.url).pathname, ['-p', source], {
  stdio: 'inherit',
});
