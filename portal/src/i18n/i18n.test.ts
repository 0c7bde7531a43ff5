import { expect, test } from 'vitest';
import en from './en.json';
import { loadLanguage, t } from './index';

test('values are put in their places', () => {
  expect(t('auth.signInTo', { program: 'Northwind' })).toBe('Sign in to Northwind');
});

test.each([
  [0, 'No clicks today yet'],
  [1, '1 click today'],
  [2, '2 clicks today'],
])('%i chooses its plural', (count, text) => {
  expect(t('overview.clicksToday', { count, shown: String(count) })).toBe(text);
});

test('a value that ends in a full stop brings the one of the sentence along', () => {
  expect(t('projection.next', { date: '1. Dez.' })).toBe('The next payout run is on 1. Dez.');
  expect(t('projection.next', { date: 'Dec 1' })).toBe('The next payout run is on Dec 1.');
});

test('a missing value leaves its place empty, a missing text says its name', () => {
  expect(t('auth.signInTo')).toBe('Sign in to ');
  expect(t('no.such' as 'save')).toBe('no.such');
  expect(t('no.such' as 'save', { defaultValue: 'as it came' })).toBe('as it came');
});

test('a language without a catalog is English', async () => {
  await loadLanguage('xx');
  expect(document.documentElement.lang).toBe('en');
  expect(t('save')).toBe('Save');
});

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../api/**', '!../**/*.test.*'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const leaves = (tree: object, path = ''): string[] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [path + name] : leaves(value, `${path}${name}.`),
  );

test('every text of the catalog is used somewhere', () => {
  const code = Object.values(sources).join('\n');
  // A name that is put together, such as `status.${status}`, uses all texts below its first part.
  const composed = [...code.matchAll(/[`'/]([A-Za-z.]+\.)\$\{/g)].map((match) => match[1] ?? '');
  const unused = leaves(en)
    .map((key) => key.replace(/_(zero|one|other)$/, ''))
    .filter((key) => !code.includes(`'${key}'`) && !composed.some((start) => key.startsWith(start)));
  expect(unused).toEqual([]);
});
