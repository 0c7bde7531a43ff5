// Opens each screen with a cold cache and adds up what it loaded, gzipped:
// the budget is per route, because that is what a visitor waits for.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { HttpResponse, http } from 'msw';
import { managerSession } from '../src/mocks/fixtures.ts';
import { handlers } from '../src/mocks/handlers.ts';
import { launch, serve, visit } from './browser.ts';
import { screens } from './screenList.ts';

const budget = { js: 230, css: 25 };
const dist = new URL('../dist', import.meta.url).pathname;
const plain = screens.filter((one) => !one.act && !/-(empty|loading|problem|refused)$/.test(one.name));
const asManager = http.get('*/api/auth/session', () => HttpResponse.json(managerSession));

const [browser, server] = await Promise.all([launch(), serve()]);
let over = 0;
for (const screen of plain) {
  const answers = [...(screen.handlers ?? []), ...(screen.manager ? [asManager] : []), ...handlers];
  const { context, page } = await visit(browser, answers, { width: 1280, height: 800, dark: false });
  const sum = { js: 0, css: 0 };
  page.on('response', (response) => {
    const file = new URL(response.url()).pathname;
    const kind = file.endsWith('.js') ? 'js' : file.endsWith('.css') ? 'css' : undefined;
    if (kind) sum[kind] += gzipSync(readFileSync(dist + file), { level: 9 }).length / 1024;
  });
  await page.goto(server.origin + screen.path, { waitUntil: 'networkidle' });
  const bad = sum.js > budget.js || sum.css > budget.css;
  if (bad) over++;
  console.log(
    `${screen.name.padEnd(22)} ${sum.js.toFixed(0).padStart(4)} KB js ${sum.css.toFixed(0).padStart(4)} KB css${bad ? '  over the budget' : ''}`,
  );
  await context.close();
}
await browser.close();
await server.close();
process.exit(over === 0 ? 0 : 1);
