import { expect, test } from 'vitest';
import {
  change,
  date,
  dateTime,
  daysUntil,
  decimal,
  money,
  parseMoney,
  parsePercent,
  percent,
  signedMoney,
} from './format';

test.each([
  [1234, 'EUR', '€12.34'],
  [-1234, 'EUR', '-€12.34'],
  [1234, 'JPY', '¥1,234'],
  [5, 'EUR', '€0.05'],
  [9_007_199_254_740_991, 'EUR', '€90,071,992,547,409.91'],
])('%i minor units of %s read %s', (amount, currency, text) => {
  expect(money({ amount, currency })).toBe(text);
});

test('a currency with three decimals keeps them', () => {
  expect(decimal({ amount: 1234, currency: 'KWD' })).toBe('1.234');
  expect(parseMoney('1.234', 'KWD')).toEqual({ amount: 1234, currency: 'KWD' });
});

test.each([
  ['12.5', 1250],
  ['12,50', 1250],
  ['0.07', 7],
  ['19', 1900],
  ['12.345', undefined],
  ['-3', undefined],
  ['1e3', undefined],
  ['', undefined],
])('typed %j is %s cents', (typed, cents) => {
  expect(parseMoney(typed, 'EUR')?.amount).toBe(cents);
});

test.each([
  ['12.5', 1250],
  ['100', 10_000],
  ['100.01', undefined],
  ['0', undefined],
  ['3.333', undefined],
])('typed %j percent is %s basis points', (typed, points) => {
  expect(parsePercent(typed)).toBe(points);
});

test('percent comes from basis points', () => {
  expect(percent(1250)).toBe('12.5%');
});

test('a gain has a plus sign, a loss and nothing have none', () => {
  expect(signedMoney({ amount: 100, currency: 'EUR' })).toBe('+€1.00');
  expect(signedMoney({ amount: -100, currency: 'EUR' })).toBe('-€1.00');
});

test('times are written in the zone of the program', () => {
  expect(dateTime('2026-11-21T23:30:00Z', 'Europe/Berlin')).toBe('Nov 22, 00:30');
  expect(dateTime('2026-11-21T02:30:00Z', 'America/New_York')).toBe('Nov 20, 21:30');
});

test('the year is written only when it is another one', () => {
  const now = new Date('2026-11-21T00:00:00Z');
  expect(date('2026-03-01T12:00:00Z', 'UTC', now)).toBe('Mar 1');
  expect(date('2025-03-01T12:00:00Z', 'UTC', now)).toBe('Mar 1, 2025');
});

test('a change needs something to compare with', () => {
  expect(change(118.7, 100)).toBe(18.7);
  expect(change(50, 100)).toBe(-50);
  expect(change(5, 0)).toBeUndefined();
});

test('days until a day that has come are none', () => {
  const now = new Date('2026-11-21T09:00:00Z');
  expect(daysUntil('2026-11-27', now)).toBe(6);
  expect(daysUntil('2026-11-20', now)).toBe(0);
});
