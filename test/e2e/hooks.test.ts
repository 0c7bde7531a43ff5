// Outgoing calls and the doctor in a real browser: a partner's postback is
// tried and seen with its answer, the program's webhook hears of a sale, and the
// doctor says what is wrong before it happens.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { type Browser, type Demo, click, launch, open, type Page, postback, signIn, start } from './system.ts';

let demo: Demo;
let browser: Browser;
let stop: () => Promise<void>;
let manager: Page & { faults: string[] };
let partner: Page & { faults: string[] };
let receiver: Server;
let address = '';
const heard: { url: string; headers: Record<string, unknown>; body: string }[] = [];

before(async () => {
  receiver = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      heard.push({ url: request.url ?? '', headers: request.headers, body });
      answer.end('noted');
    });
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
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
  receiver?.close();
});

const home = (page: Page) => new URL(page.url()).pathname.split('/').slice(0, 3).join('/');

async function until<T>(look: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 120; tries++) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((wait) => setTimeout(wait, 500));
  }
  throw new Error('it never comes');
}

test('a partner adds a postback, tries it, and sees the call and its answer', async () => {
  await partner.goto(`${home(partner)}/${home(manager).split('/')[2]}/postback`);
  await partner.getByLabel('Name').fill('Tracker');
  await partner.getByLabel('Address', { exact: true }).fill(`${address}/cb?cid={click_id}&t={transaction_id}`);
  await partner.getByRole('button', { name: 'Save' }).click();
  await partner.getByRole('region', { name: 'Tracker' }).getByRole('button', { name: 'Send a test' }).click();
  const drawer = partner.getByRole('dialog', { name: 'Delivery' });
  await drawer.getByText('Delivered').waitFor();
  await drawer.getByText('noted').waitFor();
  assert.ok(heard.some((call) => call.url === '/cb?cid=test-click&t=test-order-1'));
  assert.deepEqual(partner.faults, []);
});

test('the program’s webhook hears of a sale, signed', async () => {
  await manager.goto(`${home(manager)}/webhooks`);
  await manager.getByLabel('Name').fill('ERP');
  await manager.getByLabel('Address', { exact: true }).fill(`${address}/erp`);
  await manager.getByRole('button', { name: 'Save' }).click();
  await manager.getByText('Keep this secret now. It is not shown again.').waitFor();
  const order = `HOOK-${Date.now()}`;
  const sale = { event: 'sale', transaction_id: order, amount: '10.00', currency: 'EUR', click_id: await click(demo) };
  assert.equal((await postback(demo, sale)).body.verdict, 'accepted');
  const call = await until(() => heard.find((one) => one.url === '/erp' && one.body.includes(order)));
  assert.match(String(call.headers['webhook-signature']), /^v1,/);
  assert.equal(JSON.parse(call.body).type, 'commission.created');
  assert.deepEqual(manager.faults, []);
});

test('the doctor says what is wrong, and proves the way to a commission', async () => {
  await manager.goto(`${home(manager)}/doctor`);
  await manager
    .getByLabel(/Address or report/)
    .fill(`${demo.postback_url}?key=${demo.postback_secret}&click_id={click_id}&transaction_id=1&amount=1,5`);
  await manager.getByRole('button', { name: 'Examine' }).click();
  const findings = manager.getByRole('list', { name: 'Findings' });
  await findings.getByText('is a macro that was not replaced').waitFor();
  await findings.getByText(/^amountAmount/).waitFor();
  await manager.getByRole('button', { name: 'Run the test' }).click();
  await manager.getByText('It works, from the click to the commission.').waitFor();
  await postback(demo, { event: 'sale', transaction_id: 'UNREAD', amount: '1,5' });
  await manager.getByRole('table', { name: 'Coming in' }).getByText('Not read').first().waitFor();
  assert.deepEqual(manager.faults, []);
});
