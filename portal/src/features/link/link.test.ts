import { describe, expect, test } from 'vitest';
import { refusal } from './allowed';
import { emptyDraft, landing, toInput } from './draft';

const hosts = ['shop.example', '*.brand.example'];

describe('a destination', () => {
  test.each([
    ['https://shop.example/p?x=1', undefined],
    ['shop.example/p', undefined],
    ['https://SHOP.example/', undefined],
    ['https://a.b.brand.example/', undefined],
    ['https://brand.example/', undefined],
    ['', 'empty'],
    ['http://shop.example/', 'insecure'],
    ['javascript:alert(1)', 'unreadable'],
    ['https://evil.example/', 'foreign'],
    ['https://shop.example.evil.test/', 'foreign'],
    ['https://evilbrand.example/', 'foreign'],
    ['https://shop.example@evil.test/', 'unreadable'],
    ['https://shop', 'unreadable'],
  ])('%j is refused as %s', (typed, why) => {
    expect(refusal(typed, hosts)).toBe(why);
  });
});

test('a draft is sent without its empty fields, with a name of its own', () => {
  const draft = {
    ...emptyDraft,
    destination: ' shop.example/winter/ ',
    subs: ['yt', '', '', '', ' '] as typeof emptyDraft.subs,
  };
  expect(toInput(draft)).toEqual({
    name: 'shop.example/winter',
    destination: 'https://shop.example/winter/',
    sub1: 'yt',
  });
});

test('the landing page carries the UTM parameters and keeps its own query', () => {
  const draft = {
    ...emptyDraft,
    destination: 'https://shop.example/p?ref=a',
    utm: { ...emptyDraft.utm, source: 'my blog' },
  };
  expect(landing(draft)).toBe('https://shop.example/p?ref=a&utm_source=my+blog');
});
