import type { Money } from '../../api/types.gen.ts';

/** The moment at which the fixtures are; tests and pictures hold the clock there. */
export const now = new Date('2026-11-21T09:30:00Z');

export const partnerId = 'ptr_01JD0MAYA0000000000000000A';
export const programId = 'prg_01JD0NORTHWIND0000000000A';
export const otherProgramId = 'prg_01JD0HALYARD000000000000A';

/** What a program has at first. */
export const features = {
  links: true,
  custom_links: true,
  deep_links: true,
  coupons: true,
  leads: false,
  deals: false,
  claims: true,
};

export const eur = (amount: number): Money => ({ amount, currency: 'EUR' });
export const days = 86_400_000;
export const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString();
export const dayBefore = (n: number) => ago(n * days).slice(0, 10);
export const wave = (i: number, base: number, swing: number) =>
  Math.max(
    0,
    Math.round(base + swing * (Math.sin(i * 0.9) + Math.sin(i * 0.37 + 1) + (i % 7 === 4 ? 0.9 : 0))),
  );

export const northwind = { color: '#0f766e', initial: 'N' };
export const halyard = { color: '#3b82f6', initial: 'H' };

/** The first and only page of a list. */
export const page = <T>(data: readonly T[]) => ({ data, has_more: false, next_cursor: '' });
