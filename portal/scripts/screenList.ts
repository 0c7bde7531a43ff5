import { HttpResponse, http, type RequestHandler } from 'msw';
import type { Page } from 'playwright-core';
import { figures, partnerReport } from '../src/mocks/data/figures.ts';
import { otherProgramId, partnerId, programId, session, summary } from '../src/mocks/fixtures.ts';
import { problem } from '../src/mocks/handlers.ts';

export type Screen = {
  name: string;
  path: string;
  manager?: boolean;
  handlers?: RequestHandler[];
  covers?: boolean;
  act?: (page: Page) => Promise<unknown>;
};

const p = `/p/${partnerId}`;
const pp = `${p}/${programId}`;
const m = `/m/${programId}`;
const asUser = http.get('*/api/auth/session', () =>
  HttpResponse.json({ ...session, partners: session.partners.map((one) => ({ ...one, role: 'user' })) }),
);
const signedOut = http.get('*/api/auth/session', () => problem(401, 'auth.required', 'Sign in first.'));
const nothing = HttpResponse.json.bind(HttpResponse);
const none = () => nothing({ data: [], has_more: false, next_cursor: '' });
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

const styled = (summary_style: 'network' | 'leads') =>
  http.get('*/api/p/:p/programs/:program/summary', () => nothing({ ...summary, summary_style }));
const asLeads = http.get('*/api/auth/session', () =>
  nothing({
    ...session,
    partners: session.partners.map((one) => ({
      ...one,
      programs: one.programs.map((program) => ({ ...program, summary_style: 'leads' })),
    })),
  }),
);

const secured = http.get('*/api/auth/security', () =>
  nothing({
    password: true,
    authenticator: { since: '2026-11-01T10:00:00Z', recovery_left: 2 },
    passkeys: [{ id: 'abc', name: 'Laptop', synced: true, created_at: '2026-11-01T10:00:00Z' }],
    logins: [],
  }),
);
const enrolling = http.post('*/api/auth/authenticator', () =>
  nothing({ secret: 'JBSWY3DPEHPK3PXP', qr: { size: 29, path: 'M4 4h7v1h-7z' } }),
);
const half = http.get('*/api/auth/session', () =>
  problem(403, 'auth.second_factor', 'The second step of the sign-in is missing.'),
);
const signedDays = http.get('*/ledger/days', () =>
  nothing({
    data: [
      {
        day: '2026-11-20',
        root: 'ab'.repeat(32),
        previous: '00'.repeat(32),
        accounts: 12,
        audit_entries: 34,
        key: 'cd'.repeat(32),
        signed_at: '2026-11-21T01:00:00Z',
      },
    ],
    next: '',
  }),
);
const nowhere = http.get('*/api/auth/session', () => nothing({ ...session, partners: [], programs: [] }));

/** Every screen and the states of it that look different. */
export const screens: Screen[] = [
  { name: 'sign-in', path: '/sign-in?program=northwind', handlers: [signedOut] },
  {
    name: 'sign-in-refused',
    path: '/sign-in?program=northwind',
    handlers: [
      signedOut,
      http.post('*/api/auth/login', () => problem(422, 'auth.wrong', 'E-mail or password is wrong.')),
    ],
    act: async (page) => {
      await page.getByLabel('E-mail').fill('maya@example.test');
      await page.getByLabel('Password', { exact: true }).fill('not the password');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'magic-link', path: '/sign-in/link?program=northwind#token=abc', handlers: [signedOut] },
  { name: 'reset', path: '/reset?program=northwind', handlers: [signedOut] },
  { name: 'new-password', path: '/reset/new?program=northwind#token=abc', handlers: [signedOut] },
  { name: 'apply', path: '/apply/northwind', handlers: [signedOut] },
  {
    name: 'm-links',
    path: `${m}/settings`,
    manager: true,
    act: (page) => page.getByRole('region', { name: 'UTM templates' }).scrollIntoViewIfNeeded(),
  },
  {
    name: 'm-domain',
    path: `${m}/settings`,
    manager: true,
    act: (page) => page.getByRole('region', { name: 'Links of another product' }).scrollIntoViewIfNeeded(),
  },
  {
    name: 'm-rates',
    path: `${m}/settings`,
    manager: true,
    act: async (page) => {
      const card = page.getByRole('region', { name: 'Exchange rates' });
      await card.getByText('0.9231 EUR').waitFor();
      await card.scrollIntoViewIfNeeded();
      await page.evaluate(() => {
        document.querySelector('[aria-label="Exchange rates"]')?.scrollIntoView({ block: 'start' });
      });
    },
  },
  { name: 'promotions', path: `${m}/promotions`, manager: true },
  {
    name: 'promotions-empty',
    path: `${m}/promotions`,
    manager: true,
    handlers: [http.get('*/promotions', none)],
  },
  { name: 'promotion', path: `${m}/promotions?id=prm_01JD0WINTER`, manager: true },
  { name: 'promotion-new', path: `${m}/promotions`, manager: true, act: press('Announce a sale') },
  { name: 'invoices', path: `${pp}/invoices` },
  { name: 'invoice', path: `${pp}/invoices?id=inv_1` },
  { name: 'invoices-empty', path: `${pp}/invoices`, handlers: [http.get('*/invoices', none)] },
  { name: 'sales', path: `${pp}/sales` },
  { name: 'sales-empty', path: `${pp}/sales`, handlers: [http.get('*/promotions', none)] },
  { name: 'groups-tiers', path: `${m}/groups`, manager: true },
  {
    name: 'groups-tier',
    path: `${m}/groups`,
    manager: true,
    act: press('Change Premium'),
  },
  { name: 'groups-place', path: `${m}/groups`, manager: true, act: press('Place partners') },
  { name: 'spiffs', path: `${m}/spiffs`, manager: true },
  { name: 'spiff', path: `${m}/spiffs?id=spf_01JDPUSH`, manager: true },
  { name: 'spiff-new', path: `${m}/spiffs`, manager: true, act: press('Promise a SPIFF') },
  { name: 'spiff-bonus', path: `${m}/spiffs`, manager: true, act: press('Give a bonus') },
  { name: 'rewards', path: `${pp}/rewards` },
  { name: 'program-invoices', path: `${m}/invoices`, manager: true },
  { name: 'program-invoice', path: `${m}/invoices?id=inv_1`, manager: true },
  { name: 'tax-year', path: `${m}/tax`, manager: true },
  { name: 'tax-form', path: `${pp}/payouts`, act: press('Fill in and sign') },
  { name: 'bank-account', path: `${m}/settings/bank`, manager: true },
  { name: 'coupons', path: `${m}/coupons`, manager: true },
  { name: 'coupon', path: `${m}/coupons?id=MAYA10`, manager: true },
  { name: 'coupon-new', path: `${m}/coupons`, manager: true, act: press('Give a code') },
  {
    name: 'link-smart',
    path: `${pp}/links`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Create link' }).first().click();
      await page.getByLabel('Page to link to').fill('northwind.example/winter');
      await page.getByRole('button', { name: /Short name/ }).click();
      await page.getByRole('button', { name: 'Add rule' }).click();
      await page.getByLabel('Sends them to').fill('northwind.example/de');
      await page.getByRole('button', { name: 'Try it' }).click();
      await page.getByRole('list', { name: 'Where they go' }).scrollIntoViewIfNeeded();
    },
  },
  { name: 'link-edit', path: `${pp}/links?id=lnk_01`, act: press('Edit link') },
  { name: 'programs', path: p },
  { name: 'all-commissions', path: `${p}/commissions` },
  { name: 'all-payouts', path: `${p}/commissions?tab=withdrawals` },
  { name: 'user-menu', path: pp, covers: true, act: press('Account') },
  { name: 'quick', path: pp, covers: true, act: press('Create') },
  { name: 'help', path: '/help' },
  { name: 'help-before', path: '/help', handlers: [signedOut] },
  { name: 'questions', path: `${pp}/questions` },
  { name: 'question', path: `${pp}/questions?id=tkt_01JD0ASK` },
  { name: 'question-new', path: `${pp}/questions#new` },
  { name: 'm-questions', path: `${m}/questions`, manager: true },
  { name: 'm-question', path: `${m}/questions?id=tkt_01JD0ASK`, manager: true },
  { name: 'overview-network', path: pp, handlers: [styled('network')] },
  { name: 'overview-leads', path: pp, handlers: [styled('leads'), asLeads] },
  {
    name: 'm-portal',
    path: `${m}/settings`,
    manager: true,
    act: (page) => page.getByRole('region', { name: 'Your own links' }).scrollIntoViewIfNeeded(),
  },
  { name: 'report', path: `${pp}/performance` },
  { name: 'report-sub', path: `${pp}/performance?by=sub&compare=true&metric=clicks` },
  {
    name: 'report-none',
    path: `${pp}/performance?facet=sub&value=mail&by=device`,
    handlers: [
      http.get('*/report', ({ request }) =>
        nothing({
          ...partnerReport('day', true),
          total: figures(0, 0, true),
          ...(request.url.includes('by=day') ? {} : { by: 'device', lines: [] }),
        }),
      ),
    ],
  },
  { name: 'report-managed', path: `${m}/reports?by=partner`, manager: true },
  { name: 'reporting', path: `${p}/reporting` },
  { name: 'org-team', path: `${p}/team` },
  { name: 'org-team-invite', path: `${p}/team#new` },
  { name: 'org-profile', path: `${p}/organisation` },
  { name: 'org-keys', path: `${p}/keys` },
  { name: 'org-key-new', path: `${p}/keys`, act: press('Make a key') },
  { name: 'org-closed', path: `${p}/team`, handlers: [asUser] },
  { name: 'org-join', path: '/join#token=abc', handlers: [signedOut] },
  { name: 'reporting-commissions', path: `${p}/reporting?tab=commissions` },
  { name: 'gate', path: `${p}/${otherProgramId}` },
  { name: 'overview', path: pp },
  {
    name: 'overview-loading',
    path: pp,
    handlers: [http.get('*/api/p/:p/programs/:program/summary', () => new Promise<never>(() => undefined))],
  },
  {
    name: 'overview-problem',
    path: pp,
    handlers: [
      http.get('*/api/p/:p/programs/:program/summary', () =>
        problem(500, 'internal', 'Something broke on our side'),
      ),
    ],
  },
  { name: 'period', path: pp, covers: true, act: press(/Last 30 days/) },
  { name: 'palette', path: pp, act: (page) => page.keyboard.press('Control+k') },
  {
    name: 'switcher',
    path: pp,
    covers: true,
    act: (page) => page.locator('button:visible', { hasText: 'switch program' }).click(),
  },
  { name: 'links', path: `${pp}/links` },
  {
    name: 'links-empty',
    path: `${pp}/links`,
    handlers: [
      http.get('*/links', () =>
        nothing({
          data: [],
          has_more: false,
          next_cursor: '',
          allowed_hosts: ['northwind.example'],
          custom_limit: 50,
          custom_used: 0,
        }),
      ),
    ],
  },
  { name: 'link', path: `${pp}/links?id=lnk_01` },
  {
    name: 'link-builder',
    path: `${pp}/links`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Create link' }).click();
      await page.getByLabel('Page to link to').fill('https://elsewhere.example/x');
      await page.getByRole('button', { name: /Short name/ }).click();
    },
  },
  { name: 'commissions', path: `${pp}/commissions` },
  { name: 'commissions-empty', path: `${pp}/commissions`, handlers: [http.get('*/commissions', none)] },
  { name: 'commission', path: `${pp}/commissions?id=com_01JD0001` },
  { name: 'commission-reversed', path: `${pp}/commissions?id=com_01JD0006` },
  { name: 'payouts', path: `${pp}/payouts` },
  { name: 'payout', path: `${pp}/payouts?id=pay_01JD0002` },
  {
    name: 'payout-stripe',
    path: `${pp}/payouts`,
    handlers: [
      http.get('*/stripe-account', () =>
        nothing({ offered: true, state: 'incomplete', due: 2, account: 'acct_1032D82eZvKYlo2C' }),
      ),
    ],
  },
  { name: 'payout-method', path: `${pp}/payouts`, act: press('Change') },
  { name: 'postbacks', path: `${pp}/postback` },
  { name: 'postback-delivery', path: `${pp}/postback?q=whk_1&id=dlv_3` },
  { name: 'webhooks', path: `${m}/webhooks`, manager: true },
  { name: 'doctor', path: `${m}/doctor`, manager: true, act: press('Run the test') },
  { name: 'webhook-new', path: `${m}/webhooks`, manager: true, act: press('Add an address') },
  { name: 'notices', path: `${p}/notifications` },
  { name: 'notices-manager', path: `${m}/notifications`, manager: true },
  { name: 'preferences', path: '/account/notifications' },
  { name: 'account', path: '/account' },
  { name: 'account-security', path: '/account/security', handlers: [secured] },
  { name: 'account-security-app', path: '/account/security', handlers: [enrolling], act: press('Turn on') },
  { name: 'sign-in-second', path: '/sign-in/second', handlers: [half] },
  { name: 'welcome', path: '/welcome', handlers: [nowhere] },
  { name: 'account-email', path: '/account/email#token=secret' },
  { name: 'unsubscribe', path: '/account/unsubscribe#token=usr_1.payout_sent.mac' },
  {
    name: 'more',
    path: pp,
    act: (page) =>
      (page.viewportSize()?.width ?? 0) < 820
        ? page.getByRole('button', { name: 'More' }).click()
        : Promise.resolve(),
  },
  { name: 'customers', path: `${pp}/customers` },
  { name: 'customer', path: `${pp}/customers?id=cus_1` },
  { name: 'orders', path: `${pp}/orders` },
  { name: 'order', path: `${pp}/orders?id=NW-20418` },
  { name: 'missing', path: `${p}/prg_unknown` },
  { name: 'm-overview', path: m, manager: true },
  { name: 'm-applications', path: `${m}/applications`, manager: true },
  { name: 'm-reject', path: `${m}/applications`, manager: true, act: press('Reject') },
  { name: 'm-partners', path: `${m}/partners`, manager: true },
  { name: 'm-partner', path: `${m}/partners?id=${partnerId}`, manager: true },
  { name: 'm-offers', path: `${m}/offers`, manager: true },
  { name: 'm-offer', path: `${m}/offers?id=off_1`, manager: true },
  { name: 'm-offer-new', path: `${m}/offers`, manager: true, act: press('Create offer') },
  { name: 'm-conversions', path: `${m}/conversions`, manager: true },
  { name: 'm-conversion', path: `${m}/conversions?id=cnv_01JD0000`, manager: true },
  {
    name: 'm-commissions',
    path: `${m}/commissions`,
    manager: true,
    act: (page) =>
      page
        .getByLabel(/^Choose: /)
        .first()
        .check(),
  },
  { name: 'm-commission', path: `${m}/commissions?id=com_01JD0001`, manager: true },
  { name: 'm-batches', path: `${m}/payouts`, manager: true },
  { name: 'm-batches-plan', path: `${m}/payouts`, manager: true, act: press('Plan a payout run') },
  { name: 'm-batches-withdrawals', path: `${m}/payouts?status=withdrawals`, manager: true },
  { name: 'm-batches-exceptions', path: `${m}/payouts?status=exceptions`, manager: true },
  { name: 'm-batches-resolve', path: `${m}/payouts?status=exceptions`, manager: true, act: press('Resolve') },
  { name: 'm-batches-settings', path: `${m}/payouts?status=settings`, manager: true },
  { name: 'm-batch', path: `${m}/payouts?id=bat_3`, manager: true },
  { name: 'm-batch-running', path: `${m}/payouts?id=bat_2`, manager: true },
  { name: 'm-approve', path: `${m}/payouts?id=bat_3`, manager: true, act: press('Approve') },
  { name: 'm-customers', path: `${m}/customers`, manager: true },
  { name: 'm-customer', path: `${m}/customers?id=cus_1`, manager: true },
  { name: 'm-keys', path: `${m}/keys`, manager: true },
  { name: 'm-key-new', path: `${m}/keys`, manager: true, act: press('Make a key') },
  { name: 'm-upload', path: `${m}/conversions/upload`, manager: true },
  { name: 'm-settings', path: `${m}/settings`, manager: true },
  { name: 'm-integrations', path: `${m}/integrations`, manager: true },
  { name: 'm-integration-stripe', path: `${m}/integrations/stripe`, manager: true },
  { name: 'm-rails', path: `${m}/settings/rails`, manager: true },
  { name: 'm-rail-disconnect', path: `${m}/settings/rails`, manager: true, act: press('Disconnect') },
  { name: 'm-replay', path: `${m}/settings/replay`, manager: true },
  { name: 'm-ledger', path: `${m}/ledger`, manager: true, handlers: [signedDays] },
  { name: 'm-integration-shopify', path: `${m}/integrations/shopify`, manager: true },
];
