// The real system for the browser tests: `trib local` with a fresh demo, and
// Debian's Chromium. TRIB_DEMO=path/to/demo.json uses one that runs already.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const portal = createRequire(join(root, 'portal', 'package.json'));
const { chromium } = portal('playwright-core') as typeof import('playwright-core');
const { default: AxeBuilder } = portal('@axe-core/playwright') as typeof import('@axe-core/playwright');

export type Browser = import('playwright-core').Browser;
export type Page = import('playwright-core').Page;
type Login = { email: string; password: string };
export type Demo = {
  portal: string;
  tracking_link: string;
  postback_url: string;
  postback_secret: string;
  manager: Login;
  partner: Login;
  other_partner: Login;
};

const STATE = '.local/e2e';
const SEEDED_WITHIN = 8 * 60_000;

/** Starts the system and waits until it serves; stop() ends it and waits. */
export async function start(): Promise<{ demo: Demo; stop: () => Promise<void> }> {
  const running = process.env.TRIB_DEMO;
  if (running) {
    return { demo: JSON.parse(readFileSync(running, 'utf8')), stop: async () => {} };
  }
  rmSync(join(root, STATE), { recursive: true, force: true });
  const child = spawn(join(root, '.local/bin/trib'), ['local', '--port', '0', '--state', STATE], { cwd: root });
  await served(child);
  const demo = JSON.parse(readFileSync(join(root, STATE, 'demo.json'), 'utf8')) as Demo;
  const stop = () =>
    new Promise<void>((done) => {
      child.once('exit', () => done());
      child.kill('SIGINT');
    });
  return { demo, stop };
}

/** Starts an installation with nothing in it; operate() runs the operator's commands on it. */
export async function startEmpty(): Promise<{
  demo: Demo;
  operate: (...args: string[]) => string;
  stop: () => Promise<void>;
}> {
  const state = `${STATE}-empty`;
  const command = join(root, '.local/bin/trib');
  rmSync(join(root, state), { recursive: true, force: true });
  const child = spawn(command, ['local', '--empty', '--port', '0', '--state', state], { cwd: root });
  const origin = /Tributary runs on (\S+)/.exec(await served(child))?.[1] as string;
  const env = Object.fromEntries(
    [...readFileSync(join(root, state, 'trib.env'), 'utf8').matchAll(/^export (\w+)='(.*)'$/gm)].map((m) => [m[1], m[2]]),
  );
  const nobody = { email: '', password: '' };
  const stop = () =>
    new Promise<void>((done) => {
      child.once('exit', () => done());
      child.kill('SIGINT');
    });
  return {
    demo: {
      portal: `${origin}/`, tracking_link: '', postback_url: `${origin}/postback`, postback_secret: '',
      manager: nobody, partner: nobody, other_partner: nobody,
    },
    operate: (...args) => execFileSync(command, args, { cwd: root, env: { ...process.env, ...env }, encoding: 'utf8' }),
    stop,
  };
}

function served(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (/Tributary runs on \S+\s/.test(said)) done(said);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => fail(new Error(`trib local ended with ${code}: ${said}`)));
    setTimeout(() => fail(new Error(`trib local does not serve: ${said}`)), SEEDED_WITHIN).unref();
  });
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
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

type Look = { dark?: boolean; phone?: boolean };

/** A page of its own session, which fails the test on what a page must never do. */
export async function open(browser: Browser, demo: Demo, look: Look = {}): Promise<Page & { faults: string[] }> {
  const context = await browser.newContext({
    baseURL: demo.portal,
    viewport: look.phone ? { width: 360, height: 740 } : { width: 1280, height: 800 },
    colorScheme: look.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = Object.assign(await context.newPage(), { faults: [] as string[] });
  page.setDefaultTimeout(60_000);
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (e) => {
      console.error(`CSP: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`);
    });
  });
  page.on('console', (m) => {
    if (m.text().startsWith('CSP:')) page.faults.push(m.text());
  });
  page.on('pageerror', (e) => page.faults.push(String(e)));
  page.on('response', (r) => {
    if (r.status() >= 500) page.faults.push(`${r.status()} ${r.url()}`);
  });
  return page;
}

/** Signs in by e-mail and password and waits for the first page. */
export async function signIn(page: Page, who: Login): Promise<void> {
  await page.goto('/');
  await page.getByLabel('E-mail', { exact: true }).fill(who.email);
  await page.locator('input[type=password]').fill(who.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForURL(/\/(p|m)\//);
}

/** What axe finds on the page, in words; nothing is an empty list. */
export async function axe(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
}

/** Clicks the demo's tracking link as a visitor would and returns the click id.
 * Not by fetch: that says of itself that it is no visit. Another version of the browser is another visitor. */
export function click(demo: Demo, version = '131.0'): Promise<string> {
  const agent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version} Safari/537.36`;
  return new Promise((done, fail) => {
    get(demo.tracking_link, { headers: { 'user-agent': agent } }, (answer) => {
      answer.resume();
      const id = new URL(answer.headers.location ?? 'about:blank').searchParams.get('click_id');
      if (answer.statusCode === 302 && id) done(id);
      else fail(new Error(`the tracking link answers ${answer.statusCode}`));
    }).on('error', fail);
  });
}

/** Reports to the postback as the merchant's server would. */
export async function postback(demo: Demo, q: Record<string, string>): Promise<{ status: number; body: Record<string, any> }> {
  const url = new URL(demo.postback_url);
  for (const [k, v] of Object.entries({ key: demo.postback_secret, ...q })) url.searchParams.set(k, v);
  const answer = await fetch(url);
  return { status: answer.status, body: (await answer.json()) as Record<string, any> };
}

/** Runs a schedule now, or as of a later moment. */
export async function run(demo: Demo, name: string, at?: Date): Promise<void> {
  const url = new URL(`/_local/run/${name}`, demo.portal);
  if (at) url.searchParams.set('at', at.toISOString());
  const answer = await fetch(url, { method: 'POST' });
  if (!answer.ok) throw new Error(`${name} answers ${answer.status}: ${await answer.text()}`);
}

type Mail = { Subject: string; BodyText: string };

/** The mails that were sent to an address, newest first. */
export async function mails(demo: Demo, to: string): Promise<Mail[]> {
  const answer = await fetch(new URL(`/_local/mail?format=json&to=${encodeURIComponent(to)}`, demo.portal));
  return (await answer.json()) as Mail[];
}

/** The text of a mail about something, once there are more than before. */
export async function mail(demo: Demo, to: string, subject: RegExp, before = 0): Promise<string> {
  for (let tries = 0; tries < 120; tries++) {
    const all = await mails(demo, to);
    const found = all.slice(0, all.length - before).find((m) => subject.test(m.Subject));
    if (found) return found.BodyText;
    await new Promise((wait) => setTimeout(wait, 500));
  }
  throw new Error(`no mail to ${to} about ${subject}`);
}
