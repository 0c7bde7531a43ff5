// Every screen with the demo's data, light and dark, wide and at 360 px: no
// accessibility fault, no breach of the content security policy, nothing that
// scrolls sideways, no failing request.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, type Browser, type Demo, launch, open, signIn, start } from './system.ts';

let demo: Demo;
let browser: Browser;
let stop: () => Promise<void>;

before(async () => {
  ({ demo, stop } = await start());
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await stop?.();
});

const looks = [
  { name: 'light', look: {} },
  { name: 'dark on a phone', look: { dark: true, phone: true } },
];

for (const { name, look } of looks) {
  for (const side of ['partner', 'manager'] as const) {
    test(`the ${side}'s screens, ${name}`, async () => {
      const page = await open(browser, demo, look);
      await page.goto('/');
      await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
      const faults = (await axe(page)).map((f) => `sign-in: ${f}`);
      await signIn(page, demo[side]);
      const here = new URL(page.url()).pathname;
      const paths = await screens(page, side, here);
      for (const path of paths) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await page.waitForLoadState('networkidle').catch(() => {});
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wide > 0) faults.push(`${path}: ${wide} px too wide`);
        faults.push(...(await axe(page)).map((f) => `${path}: ${f}`));
      }
      assert.deepEqual([...faults, ...page.faults], []);
      await page.context().close();
    });
  }
}

async function screens(page: import('./system.ts').Page, side: 'partner' | 'manager', here: string): Promise<string[]> {
  const [, , owner, program] = here.split('/');
  if (side === 'manager') {
    return ['', '/applications', '/partners', '/conversions', '/commissions', '/payouts', '/offers', '/customers', '/keys', '/conversions/upload', '/settings/replay', '/reports', '/coupons', '/promotions', '/integrations', '/webhooks', '/doctor', '/settings', '/groups', '/spiffs', '/ledger', '/tax', '/invoices', '/questions', '/notifications', '/settings/bank', '/settings/rails'].map((p) => `/m/${owner}${p}`);
  }
  const answer = await page.request.get(`/api/p/${owner}/programs`);
  const list = (await answer.json()) as { data?: { id: string }[]; programs?: { id: string }[] };
  const prg = program ?? (list.data ?? list.programs)?.[0]?.id;
  return [
    `/p/${owner}`,
    ...['/notifications', '/commissions', '/reporting', '/team', '/organisation', '/keys'].map((p) => `/p/${owner}${p}`),
    ...['', '/security', '/notifications'].map((p) => `/account${p}`),
    '/help',
    ...['', '/links', '/performance', '/commissions', '/payouts', '/invoices', '/rewards', '/sales', '/customers', '/orders', '/questions', '/postback'].map(
      (p) => `/p/${owner}/${prg}${p}`,
    ),
  ];
}
