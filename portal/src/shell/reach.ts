import type { SessionProgram } from '../api';

type Role = SessionProgram['role'];

/** The pages that only some of a program's staff can read; all others everybody can. */
const readers: Record<string, readonly Role[]> = {
  keys: ['manager', 'owner'],
  integrations: ['manager', 'owner'],
  tax: ['finance', 'owner'],
  audit: ['manager', 'owner'],
};

/** Tells whether a role can read a page. */
export const reaches = (role: Role | undefined, page: string): boolean =>
  role !== undefined && (readers[page]?.includes(role) ?? true);
