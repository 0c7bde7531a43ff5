/** The parts of a catalog that only some pages use; all the rest comes with every page. */
export const sides = {
  partner: [
    'gate',
    'enrollmentText',
    'total',
    'reporting',
    'programs',
    'across',
    'codes',
    'method',
    'tax',
    'stripeAccount',
    'withdraw',
    'rewards',
    'statement',
    'word',
    'wordMeaning',
    'expected',
    'confidence',
    'projection',
    'missed',
    'reasoning',
  ],
  manager: [
    'adjustments',
    'severity',
    'setup',
    'setupWhy',
    'applications',
    'partners',
    'conversions',
    'rates',
    'groups',
    'batches',
    'settings',
    'verdict',
    'trace',
    'source',
    'programStatus',
    'how',
    'finding',
    'signal',
    'contactLevel',
  ],
  // What only some of the manager's pages say: their routes load it.
  setup: ['linkSettings', 'portalSettings'],
  doctor: ['doctor'],
  integrations: ['integrations'],
  rails: ['rails'],
  replay: ['replay'],
  keys: ['keys', 'scope', 'keyStatus'],
  upload: ['upload'],
  bank: ['bank'],
  // What pages of both sides say.
  hooks: ['hooks', 'hook', 'topic', 'delivery'],
  campaigns: ['spiffs', 'promotions'],
  documents: ['invoices', 'legal'],
  report: ['report'],
  links: ['links'],
  customers: ['customers', 'orders', 'orderStatus'],
  money: ['batch', 'batchNext', 'waits', 'withdrawals', 'exceptions', 'paying', 'taxes', 'ledger'],
  // What is asked when somebody has to prove to be there.
  proof: ['proof'],
  // What people were told.
  told: ['notice', 'notices'],
  account: ['security', 'account', 'preferences'],
  help: ['faq', 'help', 'questions'],
  rules: ['coupons', 'offerRules'],
  // Who acts for a partner organisation, and what speaks for it.
  people: ['team', 'join', 'organisation', 'ownKeys', 'ownScope'],
} as const;

export type Side = keyof typeof sides;

/** The part of a catalog that a side has, or that every page has. */
export function partOf(catalog: Record<string, unknown>, side: Side | 'shared'): Record<string, unknown> {
  const owner = (name: string) =>
    (Object.keys(sides) as Side[]).find((one) => (sides[one] as readonly string[]).includes(name)) ??
    'shared';
  return Object.fromEntries(Object.entries(catalog).filter(([name]) => owner(name) === side));
}
