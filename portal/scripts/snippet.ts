// Builds the snippet: /p.js beside the portal, and the npm package.
import { execFileSync } from 'node:child_process';
import { build } from 'vite';
import { snippet, source } from './snippetBuild.ts';

const portal = new URL('..', import.meta.url).pathname;

await build(snippet('p.ts', 'iife', `${portal}dist`, 'p.js'));
await build(snippet('index.ts', 'es', `${source}dist`, 'index.js'));
execFileSync(`${portal}node_modules/.bin/tsc`, ['-p', source], { stdio: 'inherit' });
