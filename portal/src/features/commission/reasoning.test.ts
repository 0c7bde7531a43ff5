import { afterEach, expect, test } from 'vitest';
import type { PartnerReasoning } from '../../api';
import { loadLanguage, t } from '../../i18n';
import { reasoningText } from './reasoning';

afterEach(() => loadLanguage('en'));

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const amount: PartnerReasoning = {
  rule: 'amount',
  code: 'amount',
  text: 'It pays 20 % of 50.00 EUR and 2 times 3.00 EUR, which is 16.00 EUR, rounded half to even.',
  amount: eur(1600),
  parts: [
    { rate_basis_points: 2000, of: eur(5000) },
    { pieces: 2, of: eur(300) },
  ],
};

test.each([
  ['en', 'It pays 20% of €50.00 and 2 times €3.00, which is €16.00, rounded half to even.'],
  [
    'de',
    'Es zahlt 20 % von 50,00 € und 2-mal 3,00 €, das sind 16,00 €, kaufmännisch zur geraden Ziffer gerundet.',
  ],
])('an amount is explained in “%s”', async (language, text) => {
  await loadLanguage(language);
  expect(plain(reasoningText(amount, t))).toBe(text);
});

test('what partners share and what a cap took is said', () => {
  const shared = { ...amount, number: 2, cut: eur(400) };
  expect(reasoningText(shared, t)).toBe(
    'It pays 20% of €50.00 and 2 times €3.00, which is €16.00, your part of what 2 partners share; €4.00 more would have been above the most that the offer pays.',
  );
});

test('a flat amount is not rounded, and nothing is nothing of something', () => {
  const flat: PartnerReasoning = { ...amount, code: 'each_time', parts: [{ pieces: 1, of: eur(1600) }] };
  expect(reasoningText(flat, t)).toBe('It pays €16.00 each time.');
  expect(reasoningText({ ...amount, amount: eur(0), parts: [{ of: eur(900) }] }, t)).toBe(
    'It pays nothing of €9.00, which is €0.00.',
  );
});

test('days and words are written as the page writes them', () => {
  const held: PartnerReasoning = { rule: 'holdback', code: 'held_back', text: '', day: '2026-12-01' };
  expect(reasoningText(held, t)).toBe(
    'It is held back until Dec 1, in case the customer gets the money back.',
  );
  const back: PartnerReasoning = {
    rule: 'refund',
    code: 'taken_back',
    text: '',
    amount: eur(500),
    words: 'refund',
  };
  expect(reasoningText(back, t)).toBe('€5.00 of it were taken back: Refunded.');
});
