// Takes a picture of every screen in light, dark and at 360 px, and looks for
// violations of the content security policy and of accessibility rules on each.
// Usage: npm run screens [-- part-of-a-name]
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { HttpResponse, http } from 'msw';
import type { Page } from 'playwright-core';
import { managerSession } from '../src/mocks/fixtures.ts';
import { handlers } from '../src/mocks/handlers.ts';
import { type Look, launch, serve, visit } from './browser.ts';
import { screens } from './screenList.ts';

const looks: Record<string, Look> = {
  light: { width: 1280, height: 800, dark: false },
  dark: { width: 1280, height: 800, dark: true },
  phone: { width: 360, height: 740, dark: false },
  'phone-dark': { width: 360, height: 740, dark: true },
};
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const wanted = process.argv[2] ?? '';
const folder = new URL('../test-results/screens/', import.meta.url).pathname;
const asManager = http.get('*/api/auth/session', () => HttpResponse.json(managerSession));

/** Waits until no skeleton is left, or for those that never go, a moment. */
async function settled(page: Page): Promise<void> {
  await page.locator('main, [role=alert], h1').first().waitFor();
  await page.waitForTimeout(300);
  await page
    .locator('[aria-busy="true"]')
    .first()
    .waitFor({ state: 'detached', timeout: 1200 })
    .catch(() => undefined);
}

mkdirSync(folder, { recursive: true });
const [browser, server] = await Promise.all([launch(), serve()]);
let bad = 0;
for (const screen of screens.filter((one) => one.name.includes(wanted))) {
  for (const [name, look] of Object.entries(looks)) {
    const answers = [...(screen.handlers ?? []), ...(screen.manager ? [asManager] : []), ...handlers];
    const { context, page, violations } = await visit(browser, answers, look);
    await page.goto(server.origin + screen.path, { waitUntil: 'load' });
    await settled(page);
    await screen.act?.(page);
    await page.waitForTimeout(250);
    // What an open menu covers in part is no target for the moment.
    const axe = await new AxeBuilder({ page })
      .withTags(tags)
      .disableRules(screen.covers ? ['target-size'] : [])
      .analyze();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    const found = [
      ...violations,
      ...axe.violations.map(
        (one) =>
          `axe ${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.html.slice(0, 160)}`).join(' | ')}`,
      ),
      ...(wide > 0 ? [`${wide} px too wide`] : []),
    ];
    for (const text of found) console.log(`${screen.name} ${name}: ${text}`);
    bad += found.length;
    await page.screenshot({ path: `${folder}${screen.name}-${name}.png` });
    await context.close();
  }
}
await browser.close();
await server.close();
console.log(bad === 0 ? 'no violation' : `${bad} violations`);
process.exit(bad === 0 ? 0 : 1);
