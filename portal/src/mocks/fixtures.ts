// The data of the mocked server, typed by the generated client: a changed
// contract breaks the type check here first.

export * from './data/accounts.ts';
export * from './data/base.ts';
export * from './data/commissions.ts';
export * from './data/links.ts';
export * from './data/payouts.ts';
export * from './data/program.ts';
export { sales } from './data/sales.ts';
export * from './data/telling.ts';
