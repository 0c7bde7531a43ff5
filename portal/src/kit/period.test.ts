import { expect, test } from 'vitest';
import { lengthInDays, readPeriod, resolvePeriod, startOfDay } from './period';

const now = new Date('2026-11-21T23:30:00Z'); // a Saturday; in Berlin already Sunday

test.each([
  [{}, 'UTC', '2026-10-23', '2026-11-21'],
  [{}, 'Europe/Berlin', '2026-10-24', '2026-11-22'],
  [{ period: '7d' as const }, 'UTC', '2026-11-15', '2026-11-21'],
  [{ period: 'week' as const }, 'UTC', '2026-11-16', '2026-11-21'],
  [{ period: 'month' as const }, 'UTC', '2026-11-01', '2026-11-21'],
  [{ period: 'last-month' as const }, 'UTC', '2026-10-01', '2026-10-31'],
  [{ from: '2026-01-01', to: '2026-01-02' }, 'UTC', '2026-01-01', '2026-01-02'],
])('%j in %s is %s to %s', (search, zone, from, to) => {
  expect(resolvePeriod(search, zone, now)).toEqual({ from, to });
});

test('both ends count', () => {
  expect(lengthInDays({ from: '2026-11-15', to: '2026-11-21' })).toBe(7);
});

test.each([
  [{ period: '7d' }, { period: '7d' }],
  [{ period: 'forever' }, {}],
  [{ from: '2026-02-01', to: '2026-01-01' }, {}],
  [{ from: 'x', to: '2026-01-01', period: '90d' }, { period: '90d' }],
])('an address with %j gives %j', (search, read) => {
  expect(readPeriod(search)).toEqual(read);
});

test.each([
  ['2026-11-21', 'Europe/Berlin', '2026-11-20T23:00:00.000Z'],
  ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00.000Z'],
  ['2026-11-21', 'America/New_York', '2026-11-21T05:00:00.000Z'],
  ['2026-11-21', 'Pacific/Auckland', '2026-11-20T11:00:00.000Z'],
])('%s begins in %s at %s', (day, zone, moment) => {
  expect(startOfDay(day, zone)).toBe(moment);
});
