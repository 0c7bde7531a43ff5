// A list of five thousand rows: search, state and paging are asked of the table,
// one request each, and the page draws only what is near what is seen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, type Browser, type Demo, launch, open, type Page, signIn, startEmpty } from './system.ts';

const many = 5000;
const drawnAtMost = 60;

let demo: Demo;
let browser: Browser;
let stop: () => Promise<void>;
let page: Page & { faults: string[] };
let home = '';
let asked: URL[] = [];

before(async () => {
  const system = await startEmpty();
  stop = system.stop;
  const said = system.operate('seed', '--large', '--partners', '12', '--commissions', String(many));
  const [, email = '', password = ''] = /manager\s+(\S+)\s+(\S+)/.exec(said) ?? [];
  demo = { ...system.demo, manager: { email, password } };
  browser = await launch();
  page = await open(browser, demo);
  await signIn(page, demo.manager);
  home = new URL(page.url()).pathname.split('/').slice(0, 3).join('/');
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^\/api\/.*\/commissions$/.test(url.pathname)) asked.push(url);
  });
});

after(async () => {
  await browser?.close();
  await stop?.();
});

/** Does something and returns what it asked the list's operation. */
async function asks(act: () => Promise<unknown>): Promise<URLSearchParams[]> {
  asked = [];
  await act();
  await page.waitForLoadState('networkidle');
  return asked.map((url) => url.searchParams);
}

const rows = () =>
  page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('link') });
const count = async () => Number(await page.getByRole('table').getAttribute('aria-rowcount')) - 1;
const find = () => page.getByRole('searchbox');

test('the first page is one request', async () => {
  const calls = await asks(async () => {
    await page.goto(`${home}/commissions`);
    await rows().first().waitFor();
  });
  assert.equal(calls.length, 1);
  assert.equal(await count(), 50);
});

test('a search is asked of the table, which finds a row that no page has shown', async () => {
  const calls = await asks(async () => {
    await find().fill('customer-17.example');
    await page.locator('table[aria-rowcount="2"]').waitFor();
  });
  assert.equal(await count(), 1);
  assert.ok(calls.length >= 1 && calls.length <= 6, `${calls.length} requests for one search`);
  assert.ok(calls.every((query) => query.get('q') === 'customer-17.example'));
  assert.deepEqual(
    calls.map((query) => query.has('cursor')),
    calls.map((_, n) => n > 0),
  );
});

test('what is nowhere is said to be nowhere, and the search is cleared with one press', async () => {
  await find().fill('nobody-at-all');
  await page.getByRole('heading', { name: 'Nothing found for “nobody-at-all”' }).waitFor();
  assert.deepEqual(await axe(page), []);
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await rows().first().waitFor();
  assert.equal(await find().inputValue(), '');
  assert.equal(await count(), 50);
});

test('a state is asked of the table', async () => {
  const calls = await asks(async () => {
    await page.getByRole('radiogroup').getByText('Pending', { exact: true }).click();
    await page.waitForURL(/status=pending/);
    await rows().first().waitFor();
  });
  assert.equal(calls.length, 1);
  assert.equal(calls[0]?.get('status'), 'pending');
  for (const row of await rows().all()) assert.match(await row.innerText(), /Pending/);
});

test('of all that was read only what is near is drawn', async () => {
  await page.goto(`${home}/commissions`);
  await rows().first().waitFor();
  for (let pages = 2; pages <= 6; pages++) {
    const calls = await asks(async () => {
      await page.getByRole('button', { name: 'Show more' }).click();
      await page.locator(`table[aria-rowcount="${pages * 50 + 1}"]`).waitFor();
    });
    assert.equal(calls.length, 1, 'a page more is one request');
    assert.ok(calls[0]?.has('cursor'));
  }
  const drawn = await page.locator('tbody tr[aria-rowindex]').count();
  assert.ok(drawn <= drawnAtMost, `${drawn} rows are drawn of ${await count()}`);
  const seen = await page
    .locator('tbody tr[aria-rowindex]')
    .evaluateAll((all) => all.map((row) => Number(row.getAttribute('aria-rowindex'))));
  assert.deepEqual(
    seen,
    seen.map((_, n) => (seen[0] ?? 0) + n),
  );
  assert.deepEqual(page.faults, []);
});
