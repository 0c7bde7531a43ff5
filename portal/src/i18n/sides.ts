/** The parts of a catalog that only one side's pages use; all the rest comes with every page. */
export const sides = {
  partner: [
    'gate',
    'enrollmentText',
    'total',
    'reporting',
    'programs',
    'codes',
    'method',
    'tax',
    'stripeAccount',
    'withdraw',
    'notice',
    'notices',
    'rewards',
    'statement',
    'word',
    'wordMeaning',
    'expected',
    'confidence',
    'projection',
    'missed',
  ],
  manager: [
    'ledger',
    'taxes',
    'adjustments',
    'coupons',
    'offerRules',
    'groups',
    'linkSettings',
    'doctor',
    'severity',
    'setup',
    'setupWhy',
    'applications',
    'partners',
    'conversions',
    'verdict',
    'trace',
    'source',
    'batches',
    'batch',
    'batchNext',
    'waits',
    'withdrawals',
    'exceptions',
    'paying',
    'programStatus',
    'integrations',
    'rails',
    'settings',
    'how',
    'finding',
    'signal',
    'replay',
    'keys',
    'scope',
    'keyStatus',
    'contactLevel',
    'upload',
    'rates',
    'bank',
  ],
} as const;

export type Side = keyof typeof sides;

/** The part of a catalog that a side has, or that every page has. */
export function partOf(catalog: Record<string, unknown>, side: Side | 'shared'): Record<string, unknown> {
  const own = (of: Side) => sides[of] as readonly string[];
  const kept = (name: string) =>
    side === 'shared'
      ? !own('partner').includes(name) && !own('manager').includes(name)
      : own(side).includes(name);
  return Object.fromEntries(Object.entries(catalog).filter(([name]) => kept(name)));
}
