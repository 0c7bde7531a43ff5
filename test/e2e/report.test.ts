// What a click and a sale are to the reports: there within seconds, by the
// sub-id they came with, beside the period before, and as CSV.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { axe, type Browser, type Demo, click, launch, open, type Page, postback, signIn, start } from './system.ts';

let demo: Demo;
let browser: Browser;
let stop: () => Promise<void>;
let partner: Page & { faults: string[] };
let manager: Page & { faults: string[] };
let home = '';
const sub = `e2e-${Date.now()}`;

before(async () => {
  ({ demo, stop } = await start());
  browser = await launch();
  partner = await open(browser, demo);
  manager = await open(browser, demo);
  await signIn(partner, demo.partner);
  await signIn(manager, demo.manager);
  const program = new URL(manager.url()).pathname.split('/')[2];
  home = `/p/${new URL(partner.url()).pathname.split('/')[2]}/${program}`;
});

after(async () => {
  await browser?.close();
  await stop?.();
});

/** The figures of the sub-id today, as the API has them. */
async function today(): Promise<{ clicks: number; sales: number }> {
  const [, , org, program] = home.split('/');
  const answer = await partner.request.get(`/api/p/${org}/programs/${program}/report?period=today&sub=${sub}`);
  return (await answer.json()).total;
}

/** Waits until a figure is there and returns how long it took. */
async function counted(what: 'clicks' | 'sales', want: number): Promise<number> {
  const from = Date.now();
  while ((await today())[what] !== want) {
    assert.ok(Date.now() - from < 60_000, `${what} never become ${want}`);
    await new Promise((wait) => setTimeout(wait, 250));
  }
  return Date.now() - from;
}

test('a click is counted, a sale after it', async (t) => {
  const link = new URL(demo.tracking_link);
  link.searchParams.set('sub1', sub);
  const id = await click({ ...demo, tracking_link: link.href }, `131.0.${Date.now()}`);
  t.diagnostic(`counted after ${await counted('clicks', 1)} ms`); // five seconds are the goal, of a machine that does nothing else
  const sale = { event: 'sale', transaction_id: sub, amount: '200.00', currency: 'EUR', click_id: id };
  assert.equal((await postback(demo, sale)).body.verdict, 'accepted');
  await counted('sales', 1);
});

test('the partner finds the sub-id, and its days', async () => {
  await partner.goto(`${home}/performance?period=today&by=sub`);
  await partner.getByRole('link', { name: sub }).click();
  const chip = partner.getByRole('button', { name: `Remove the filter Sub-ID: ${sub}` });
  await chip.waitFor();
  const total = partner.getByRole('row', { name: /^Total/ });
  await total.getByText('€200.00').first().waitFor();
  assert.deepEqual(await axe(partner), []);
  await chip.click();
  await chip.waitFor({ state: 'detached' });
});

test('the period before stands beside, and the CSV says the same', async () => {
  await partner.goto(`${home}/performance?period=today&by=sub`);
  await partner.getByRole('button', { name: 'Compare' }).click();
  await partner.getByRole('columnheader', { name: /±/ }).waitFor();
  const download = partner.waitForEvent('download');
  await partner.getByRole('link', { name: 'Download CSV' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  assert.match(text, /^\uFEFFsub,name,clicks,.*clicks_before/);
  assert.match(text, new RegExp(`^${sub},,\\d,1,.*,200\\.00,`, 'm'));
});

test('all programs of the partner stand beside one another', async () => {
  await partner.goto(`${home.split('/').slice(0, 3).join('/')}/reporting?period=today`);
  await partner.getByRole('table', { name: 'Programs' }).waitFor();
  await partner.getByText('Commissions', { exact: true }).first().click();
  await partner.getByRole('table', { name: 'Commissions' }).waitFor();
  assert.deepEqual(await axe(partner), []);
});

test('the manager goes from the partners to one and finds the sub-id', async () => {
  await manager.goto(`/m/${home.split('/')[3]}/reports?period=today&by=partner`);
  await manager.getByText('Clicks by class').waitFor();
  await manager.getByRole('table', { name: 'Partners' }).getByRole('link').first().click();
  await manager.getByText(/^Partner: /).waitFor();
  await manager.getByText('Sub-IDs', { exact: true }).click();
  await manager.getByRole('table', { name: 'Sub-IDs' }).waitFor();
  assert.deepEqual(await axe(manager), []);
  assert.deepEqual([...manager.faults, ...partner.faults], []);
});
