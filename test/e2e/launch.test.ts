// From an empty installation to a partner with a tracked sale, by the screens
// alone. What is counted is what the owner has to type and to press: a program
// that is live in five minutes asks for little, on any machine.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, click, type Demo, launch, mails, open, type Page, postback, startEmpty } from './system.ts';

const most = { fields: 5, presses: 7 };
const owner = { email: 'nora@northwind.example', password: '' };
const maya = { email: 'maya@creator.example', password: 'nine violet lanterns by the quay' };

let demo: Demo;
let browser: Browser;
let stop: () => Promise<void>;
let page: Page & { faults: string[] };
const done = { fields: 0, presses: 0 };

before(async () => {
  const system = await startEmpty();
  ({ demo, stop } = system);
  const said = system.operate('bootstrap', '--email', owner.email, '--name', 'Nora');
  owner.password = /password\s+(\S+)/.exec(said)?.[1] as string;
  browser = await launch();
  page = await open(browser, demo);
});

after(async () => {
  await browser?.close();
  await stop?.();
});

/** Types into a field, which is counted. */
async function type(label: string | RegExp, text: string): Promise<void> {
  done.fields++;
  await page.getByLabel(label).fill(text);
}

/** Presses a button, which is counted. */
async function press(name: string | RegExp): Promise<void> {
  done.presses++;
  await page.getByRole('button', { name, exact: typeof name === 'string' }).click();
}

/** Waits until a step of the checklist has found itself done. */
const ticked = (key: string) => page.locator(`[data-step="${key}"][data-done]`).waitFor();

/** The link of the mail by which the partner sets a first password. */
async function wayIn(): Promise<string> {
  for (let tries = 0; tries < 120; tries++) {
    const link = (await mails(demo, maya.email)).map((m) => m.BodyText.match(/https?:\/\/\S+\/reset\/new\S+/)?.[0]).find(Boolean);
    if (link) return link;
    await new Promise((wait) => setTimeout(wait, 500));
  }
  throw new Error('the partner gets no mail with a way in');
}

test('the first person signs in and names the program', async () => {
  await page.goto('/');
  await page.getByLabel('E-mail', { exact: true }).fill(owner.email);
  await page.locator('input[type=password]').fill(owner.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(/\/start$/);
  await type('Name of the program', 'Northwind Partners');
  await type('Website', 'www.northwind.example');
  await press('Create the program');
  await page.waitForURL(/\/m\/prg_\w+\/setup$/);
  await ticked('basics');
});

test('the checklist leads from an offer to a program that is live', async () => {
  await type('Percent of the sale', '20');
  await press('Publish the offer');
  await ticked('offer');
  await press('Make the address');
  const address = page.getByRole('textbox', { name: 'Postback address with its secret' });
  await address.waitFor();
  demo.postback_secret = new URL(`http://${await address.inputValue()}`).searchParams.get('key') as string;
  await ticked('integration');
  await press('I have copied it');
  await press('Go live');
  await ticked('live');
});

test('a first partner is invited, and the doctor proves the way from a click to a commission', async () => {
  await type('Name of the partner', 'Maya');
  await type('E-mail of the partner', maya.email);
  await press('Invite');
  await ticked('partner');
  await press('Run the test');
  await ticked('test');
  await page.getByText('Your program is live').waitFor();
});

test('that took few things to type and to press', () => {
  assert.ok(done.fields <= most.fields, `${done.fields} fields, ${most.fields} at most`);
  assert.ok(done.presses <= most.presses, `${done.presses} presses, ${most.presses} at most`);
  console.log(`from nothing to a live program: ${done.fields} fields, ${done.presses} presses`);
});

test('the partner comes in by the mail, and a sale of their link earns', async () => {
  const partner = await open(browser, demo);
  await partner.goto(await wayIn());
  await partner.locator('input[type=password]').fill(maya.password);
  await partner.locator('button[type=submit]').click();
  await partner.waitForURL(/\/p\//);
  const path = new URL(partner.url()).pathname.split('/');
  const program = page.url().match(/prg_\w+/)?.[0] as string;
  const answer = await partner.request.get(`/api/p/${path[2]}/programs/${program}/links`);
  const link = (await answer.json()).data[0];
  demo.tracking_link = link.url.startsWith('http') ? link.url : new URL(link.url, demo.portal).href;
  const sale = await postback(demo, {
    event: 'sale', transaction_id: 'N-1', amount: '100.00', currency: 'USD', click_id: await click(demo),
  });
  assert.equal(sale.body.verdict, 'accepted');
  assert.equal(sale.body.commissions[0].amount.amount, 2000);
  assert.deepEqual(partner.faults, []);
});

test('the checklist goes away when all is done', async () => {
  const program = page.url().match(/prg_\w+/)?.[0] as string;
  await page.goto(`/m/${program}`);
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  assert.equal(await page.getByText('Open the checklist').count(), 0);
  assert.deepEqual(page.faults, []);
});
