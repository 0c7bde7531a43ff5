// The way of a sale in a real browser: from a click to paid, a refund after
// that, and what the other partner sees of it: nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, type Demo, click, launch, mail, mails, open, type Page, postback, run, signIn, start } from './system.ts';

let demo: Demo;
let browser: Browser;
let stop: () => Promise<void>;
let manager: Page & { faults: string[] };
let partner: Page & { faults: string[] };
const order = `E2E-${Date.now()}`;
let commission = '';

before(async () => {
  ({ demo, stop } = await start());
  browser = await launch();
  manager = await open(browser, demo);
  partner = await open(browser, demo);
  await signIn(manager, demo.manager);
  await signIn(partner, demo.partner);
});

after(async () => {
  await browser?.close();
  await stop?.();
});

/** Answers a GET of the API with the session of a page. */
async function api(page: Page, path: string): Promise<{ status: number; body: any }> {
  const answer = await page.request.get(path);
  return { status: answer.status(), body: await answer.json() };
}

const home = (page: Page) => new URL(page.url()).pathname.split('/').slice(0, 3).join('/');
const programOf = async () => home(manager).split('/')[2] as string;
const partnerOf = () => home(partner).split('/')[2] as string;

/** Waits until a commission of the partner is in a state. */
async function reaches(state: string): Promise<any> {
  const path = `/api/p/${partnerOf()}/programs/${await programOf()}/commissions/${commission}`;
  for (let tries = 0; tries < 120; tries++) {
    const { body } = await api(partner, path);
    if (body.status === state) return body;
    await new Promise((wait) => setTimeout(wait, 500));
  }
  throw new Error(`the commission never becomes ${state}`);
}

test('a reported sale earns once, whoever repeats it', async () => {
  const id = await click(demo);
  const sale = { event: 'sale', transaction_id: order, amount: '2500.00', currency: 'EUR', click_id: id };
  const first = await postback(demo, sale);
  assert.equal(first.body.verdict, 'accepted');
  commission = first.body.commissions[0].id;
  const again = await postback(demo, sale);
  assert.equal(again.body.verdict, 'duplicate');
  assert.equal(again.body.commissions[0].id, commission);
  assert.equal((await postback(demo, { ...sale, amount: '2501.00' })).status, 409);
  assert.equal((await postback(demo, { ...sale, key: 'pbs_wrong' })).status, 401);
});

test('the partner sees it, with its story', async () => {
  await partner.goto(`${home(partner)}/${await programOf()}/commissions?id=${commission}`);
  const drawer = partner.getByRole('dialog');
  await drawer.getByText('How it got here').waitFor();
  assert.match(await drawer.innerText(), /Expected/);
  await partner.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
});

test('the manager sees why, and approves it before its time', async () => {
  await manager.goto(`${home(manager)}/conversions`);
  await manager.getByRole('link', { name: `Open conversion ${order}`, exact: true }).click();
  await manager.getByRole('dialog').getByText('holdback', { exact: false }).first().waitFor();
  await manager.goto(`${home(manager)}/commissions?id=${commission}`);
  await manager.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await manager.getByRole('button', { name: 'Approve' }).last().click();
  await reaches('available');
  await mail(demo, demo.partner.email, /approved/i);
});

test('a payout run is planned, approved, exported and marked paid', async () => {
  await manager.goto(`${home(manager)}/payouts`);
  await manager.getByRole('button', { name: 'Plan a payout run' }).first().click();
  await manager.getByRole('dialog').getByRole('button', { name: 'Reserve and review' }).click();
  await manager.getByRole('dialog').waitFor({ state: 'hidden' });
  const approve = manager.getByRole('button', { name: 'Approve the run' });
  const mine = manager.getByRole('row').filter({ hasText: 'Bank transfer' }).filter({ hasText: 'Draft' }).first();
  await approve.or(mine).first().waitFor();
  if (!(await approve.isVisible())) await mine.getByRole('link').first().click(); // a batch for each method
  await approve.click();
  const dialog = manager.getByRole('dialog');
  await dialog.locator('input[type=password]').fill(demo.manager.password);
  await dialog.getByRole('button', { name: /Approve/ }).click();
  const download = manager.waitForEvent('download');
  await manager.getByRole('button', { name: 'Download bank file' }).click();
  assert.match((await download).suggestedFilename(), /\.csv$/);
  const marks = manager.getByRole('button', { name: 'Mark paid' });
  await marks.first().waitFor();
  for (let left = await marks.count(); left > 0; left--) {
    await marks.first().click();
    const ask = manager.getByRole('dialog');
    await ask.getByLabel(/Reference/).fill('BANK-1');
    await ask.getByRole('button', { name: 'Mark paid' }).click();
    await ask.waitFor({ state: 'hidden' });
    while ((await marks.count()) >= left) await manager.waitForTimeout(100); // the list is read anew
  }
  await reaches('paid');
  await mail(demo, demo.partner.email, /paid|payout/i);
});

test('a refund after payment becomes a clawback, and the paid line stays', async () => {
  const refund = { event: 'refund', transaction_id: `${order}-R`, order_id: order };
  assert.equal((await postback(demo, refund)).body.verdict, 'accepted');
  assert.equal((await postback(demo, refund)).body.verdict, 'duplicate');
  const paid = await reaches('paid');
  assert.equal(paid.status, 'paid');
  const { body } = await api(partner, `/api/p/${partnerOf()}/programs/${await programOf()}/commissions?limit=10`);
  const line = body.data.find((c: any) => c.kind === 'clawback');
  assert.equal(line?.amount.amount, -paid.amount.amount);
});

test('the holdback of everything else ends by the schedule', async () => {
  await run(demo, 'CommissionApproval', new Date(Date.now() + 40 * 86_400_000));
  const { body } = await api(partner, `/api/p/${partnerOf()}/programs/${await programOf()}/commissions?status=pending`);
  const waiting = body.data.filter(({ status }: { status: string }) => status === 'pending');
  assert.deepEqual(waiting, [], 'only what a manager looks at waits on');
});

test('the other partner sees none of it', async () => {
  const other = await open(browser, demo);
  await signIn(other, demo.other_partner);
  const program = await programOf();
  const mine = home(other).split('/')[2];
  for (const path of [
    `/api/p/${partnerOf()}/programs/${program}/commissions`,
    `/api/p/${mine}/programs/${program}/commissions/${commission}`,
    `/api/m/${program}/commissions`,
  ]) {
    assert.equal((await api(other, path)).status, 404, path);
  }
  const list = await api(other, `/api/p/${mine}/programs/${program}/commissions?limit=200`);
  assert.equal(list.status, 200);
  assert.doesNotMatch(JSON.stringify(list.body), new RegExp(`${commission}|${partnerOf()}`));
});

test('a magic link signs in by a button, and once', async () => {
  const page = await open(browser, demo);
  await page.goto('/');
  await page.getByLabel('E-mail', { exact: true }).fill(demo.partner.email);
  const before = (await mails(demo, demo.partner.email)).length;
  await page.getByRole('button', { name: 'E-mail me a sign-in link' }).click();
  const text = await mail(demo, demo.partner.email, /sign in/i, before);
  const link = text.match(/https?:\/\/\S+/)?.[0] as string;
  await fetch(link); // a mail scanner
  await page.goto(link);
  await page.getByRole('button', { name: /Sign in/ }).click();
  await page.waitForURL(/\/p\//);
  const late = await open(browser, demo);
  await late.goto(link);
  await late.getByRole('button', { name: /Sign in/ }).click();
  await late.getByRole('alert').first().waitFor();
});

test('no page broke its own rules', () => {
  assert.deepEqual([...manager.faults, ...partner.faults], []);
});
