// Drives the built portal in Debian's Chromium against the mocked server, under
// the content security policy that it is served with.
import { existsSync } from 'node:fs';
import { getResponse, type RequestHandler } from 'msw';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { preview } from 'vite';
import { now } from '../src/mocks/fixtures.ts';

const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((one) => existsSync(one));

/** Starts Chromium; says in one line what to install when there is none. */
export async function launch(): Promise<Browser> {
  if (!path) throw new Error('Chromium is missing: apt-get install -y chromium');
  return chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Serves dist on a free port. */
export async function serve(): Promise<{ origin: string; close: () => Promise<void> }> {
  const server = await preview({ preview: { port: 0, strictPort: false }, logLevel: 'error' });
  const address = server.httpServer.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

export type Look = { width: number; height: number; dark: boolean; locale?: string };

/** A fresh browser profile whose API calls the handlers answer, at the fixtures' time. */
export async function visit(
  browser: Browser,
  handlers: readonly RequestHandler[],
  look: Look,
): Promise<{ context: BrowserContext; page: Page; violations: string[] }> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Berlin',
    locale: look.locale ?? 'en-GB',
  });
  const page = await context.newPage();
  const violations: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      violations.push(message.text());
  });
  page.on('pageerror', (error) => violations.push(String(error)));
  await page.clock.setFixedTime(now);
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  await page.route(/\/(api|v1)\//, async (route) => {
    const asked = route.request();
    const body = asked.postData();
    const request = new Request(asked.url(), {
      method: asked.method(),
      headers: asked.headers(),
      ...(body === null ? {} : { body }),
    });
    const response = await getResponse([...handlers], request);
    if (!response) return route.abort();
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
  return { context, page, violations };
}
