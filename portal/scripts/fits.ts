// Visits every screen in every language, on a desk and at 360 px, and lists the
// texts that are cut off there and not in English, and pages that grow too wide.
// Usage: npm run fits [-- name …]
import { mkdirSync } from 'node:fs';
import { HttpResponse, http } from 'msw';
import type { Page } from 'playwright-core';
import { managerSession } from '../src/mocks/fixtures.ts';
import { handlers } from '../src/mocks/handlers.ts';
import { launch, serve, visit } from './browser.ts';
import { screens } from './screenList.ts';

const wanted = new Set(process.argv.slice(2));
const folder = new URL('../test-results/fits/', import.meta.url).pathname;
const locales = ['en-GB', 'de-DE', 'fr-FR', 'es-ES'];
const widths = [1280, 360];
const asManager = http.get('*/api/auth/session', () => HttpResponse.json(managerSession));

/** Names the texts that their boxes cut off, by place, and how much too wide the page is. */
const cutOff = (page: Page) =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>('body *')];
    const cut = all.filter((one) => {
      const { overflowX, textOverflow } = getComputedStyle(one);
      const hides = overflowX === 'hidden' || overflowX === 'clip' || textOverflow === 'ellipsis';
      return (
        hides && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1 && one.textContent.trim() !== ''
      );
    });
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    return [
      ...cut.map((one) => `cut: ${one.textContent.trim().slice(0, 80)}`),
      ...(wide > 0 ? [`${wide} px too wide`] : []),
    ];
  });

mkdirSync(folder, { recursive: true });
const [browser, server] = await Promise.all([launch(), serve()]);
let bad = 0;
for (const screen of screens.filter((one) => wanted.size === 0 || wanted.has(one.name))) {
  for (const width of widths) {
    let usual = 0;
    for (const locale of locales) {
      const answers = [...(screen.handlers ?? []), ...(screen.manager ? [asManager] : []), ...handlers];
      const look = { width, height: 800, dark: locale === 'de-DE' && width === 360, locale };
      const { context, page } = await visit(browser, answers, look);
      await page.goto(server.origin + screen.path, { waitUntil: 'load' });
      await page.locator('main, [role=alert], h1').first().waitFor();
      await page.waitForTimeout(600);
      const found = await cutOff(page);
      if (locale === 'en-GB') usual = found.length;
      else if (found.length > usual) {
        bad++;
        console.log(`${screen.name} ${width} ${locale}: ${found.join(' | ')}`);
      }
      await page.screenshot({ path: `${folder}${screen.name}-${locale.slice(0, 2)}-${width}.png` });
      await context.close();
    }
  }
}
await browser.close();
await server.close();
console.log(bad === 0 ? 'everything fits' : `${bad} screens do not fit`);
process.exit(bad === 0 ? 0 : 1);
