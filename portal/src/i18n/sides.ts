/** The parts of a catalog that only some pages use; all the rest comes with every page. */
export const sides = {
  partner: ['gate', 'enrollmentText', 'total', 'reporting', 'programs', 'across', 'codes', 'statement'],
  manager: ['severity', 'setupWhy', 'applications', 'trace', 'programStatus', 'contactLevel'],
  // What only some of the manager's pages say: their routes load it.
  launch: ['launch'],
  counting: ['counting'],
  reference: ['reference'],
  setup: ['linkSettings', 'portalSettings', 'rates'],
  doctor: ['doctor'],
  branding: ['branding'],
  enter: ['enter'],
  integrations: ['integrations'],
  rails: ['rails'],
  replay: ['replay'],
  keys: ['keys', 'scope', 'keyStatus'],
  upload: ['upload'],
  imports: ['imports'],
  bank: ['bank'],
  // What pages of both sides say.
  hooks: ['hooks', 'hook', 'topic', 'delivery'],
  campaigns: ['spiffs', 'promotions', 'sales'],
  documents: ['invoices', 'legal'],
  report: ['report'],
  links: ['links'],
  customers: ['customers', 'orders', 'orderStatus'],
  money: ['waits', 'withdrawals', 'exceptions', 'paying', 'taxes', 'ledger'],
  batches: ['batches', 'batchNext', 'batch'],
  settings: ['settings', 'setup'],
  groups: ['groups'],
  adjustments: ['adjustments'],
  partners: ['partners'],
  guests: ['guests'],
  applyForms: ['applyForms'],
  fraud: ['fraud'],
  claims: ['claims'],
  conversions: ['conversions', 'byHand', 'verdict', 'signal', 'finding', 'how', 'source'],
  apply: ['apply'],
  terms: ['terms', 'action'],
  meaning: ['meaning'],
  overview: ['overview'],
  activity: ['activity'],
  offers: ['offers'],
  payouts: ['payouts'],
  paid: ['method', 'tax', 'withdraw', 'stripeAccount'],
  earned: ['reasoning', 'missed', 'projection', 'expected', 'wordMeaning', 'word', 'confidence'],
  rewards: ['rewards'],
  // What is asked when somebody has to prove to be there.
  proof: ['proof'],
  // What people were told.
  told: ['notice', 'notices'],
  account: ['security', 'account', 'preferences'],
  help: ['faq', 'help', 'questions'],
  pipeline: ['leads', 'deals'],
  rules: ['coupons', 'offerRules'],
  // Who acts for a partner organisation, and what speaks for it.
  agreements: ['agreement', 'agreements'],
  staff: ['staff'],
  audit: ['audit'],
  market: ['market'],
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
