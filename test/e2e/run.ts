// Runs the browser tests against one freshly seeded system, a file at a time.
import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start } from './system.ts';

const here = dirname(fileURLToPath(import.meta.url));
const { demo, stop } = await start();
const file = join(tmpdir(), `trib-e2e-${process.pid}.json`);
writeFileSync(file, JSON.stringify(demo), { mode: 0o600 });
const tests = readdirSync(here)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join(here, name));
const child = spawn(process.execPath, ['--test', '--test-concurrency=1', ...tests], {
  stdio: 'inherit',
  env: { ...process.env, TRIB_DEMO: file },
});
child.once('exit', async (code) => {
  await stop();
  process.exit(code ?? 1);
});
