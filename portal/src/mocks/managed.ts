// The manager's side of the mocked server's data.

export * from './data/adjustments.ts';
export * from './data/batches.ts';
export * from './data/managed.ts';
export * from './data/people.ts';
export * from './data/reports.ts';
export * from './data/rules.ts';
export { managerPromotions } from './data/sales.ts';
