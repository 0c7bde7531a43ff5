// Measures how fast the main pages come up: largest paint (LCP), blocked time
// (TBT, all of it until the page is at rest) and layout shift (CLS), in Chromium
// at a quarter of the processor and 10 Mbit/s, on a production build with an API
// that answers at once. Times are those of the machine; shifts are the same
// everywhere, so only those fail the run.
// Usage: npm run vitals [-- part-of-a-name]
import { HttpResponse, http } from 'msw';
import type { CDPSession, Page } from 'playwright-core';
import { managerSession, otherProgramId, partnerId, programId } from '../src/mocks/fixtures.ts';
import { handlers } from '../src/mocks/handlers.ts';
import { launch, serve, visit } from './browser.ts';

const budget = { lcp: 1800, tbt: 300, cls: 0.02 };
const rounds = 3;
const widths = [1280, 360];
const p = `/p/${partnerId}`;
const m = `/m/${programId}`;
const pages: readonly { name: string; path: string; manager?: boolean; signedOut?: boolean }[] = [
  { name: 'sign-in', path: '/sign-in', signedOut: true },
  { name: 'home', path: p },
  { name: 'overview', path: `${p}/${programId}` },
  { name: 'other overview', path: `${p}/${otherProgramId}` },
  { name: 'links', path: `${p}/${programId}/links` },
  { name: 'commissions', path: `${p}/${programId}/commissions` },
  { name: 'customers', path: `${p}/${programId}/customers` },
  { name: 'payouts', path: `${p}/${programId}/payouts` },
  { name: 'performance', path: `${p}/${programId}/performance` },
  { name: 'manager overview', path: m, manager: true },
  { name: 'manager partners', path: `${m}/partners`, manager: true },
  { name: 'manager commissions', path: `${m}/commissions`, manager: true },
  { name: 'manager conversions', path: `${m}/conversions`, manager: true },
];

type Vitals = { lcp: number; tbt: number; cls: number };

const asManager = http.get('*/api/auth/session', () => HttpResponse.json(managerSession));
const nobody = http.get('*/api/auth/session', () =>
  HttpResponse.json(
    { type: 'about:blank', title: 'Sign in first.', status: 401, code: 'auth.required' },
    { status: 401 },
  ),
);

/** Makes the machine slow, as a phone on a usual line is. */
async function slow(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 40,
    downloadThroughput: 10_000_000 / 8,
    uploadThroughput: 10_000_000 / 8,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  return session;
}

/** Notes paints, long tasks and shifts from the page's beginning. */
const watch = () => {
  const seen = { lcp: 0, tbt: 0, cls: 0 };
  Object.assign(window, { vitals: seen });
  const each = (type: string, note: (entry: never) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) note(entry as never);
    }).observe({ type, buffered: true });
  each('largest-contentful-paint', (entry: PerformanceEntry) => {
    seen.lcp = entry.startTime;
  });
  each('longtask', (entry: PerformanceEntry) => {
    seen.tbt += Math.max(0, entry.duration - 50);
  });
  each('layout-shift', (entry: { value: number; hadRecentInput: boolean }) => {
    if (!entry.hadRecentInput) seen.cls += entry.value;
  });
};

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const only = process.argv[2] ?? '';
const [browser, server] = await Promise.all([launch(), serve()]);
let shifts = 0;
console.log('| page | width | LCP ms | TBT ms | CLS |\n|---|---:|---:|---:|---:|');
for (const one of pages.filter(({ name }) => name.includes(only))) {
  for (const width of widths) {
    const found: Vitals[] = [];
    for (let round = 0; round < rounds; round++) {
      const answers = [...(one.manager ? [asManager] : one.signedOut ? [nobody] : []), ...handlers];
      const { context, page } = await visit(browser, answers, {
        width,
        height: width > 400 ? 800 : 740,
        dark: false,
      });
      await page.addInitScript(watch);
      await slow(page);
      await page.goto(server.origin + one.path, { waitUntil: 'load' });
      await page.locator('h1').first().waitFor({ timeout: 60_000 });
      await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached', timeout: 30_000 });
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(900);
      found.push(await page.evaluate(() => (window as unknown as { vitals: Vitals }).vitals));
      await context.close();
    }
    const of = (name: keyof Vitals) => median(found.map((vitals) => vitals[name]));
    const cell = (name: keyof Vitals, digits: number) =>
      `${of(name).toFixed(digits)}${of(name) > budget[name] ? ' !' : ''}`;
    if (of('cls') > budget.cls) shifts++;
    console.log(`| ${one.name} | ${width} | ${cell('lcp', 0)} | ${cell('tbt', 0)} | ${cell('cls', 3)} |`);
  }
}
await browser.close();
await server.close();
console.log(`\nbudget: LCP ${budget.lcp} ms, TBT ${budget.tbt} ms, CLS ${budget.cls}; ! is over it`);
process.exit(shifts === 0 ? 0 : 1);
