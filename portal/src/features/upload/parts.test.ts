import { describe, expect, it } from 'vitest';
import { cell, partsOf, records } from './parts';

describe('a file', () => {
  it('is cut between lines, not inside quotes', () => {
    expect(records('a,b\r\n1,"x\ny"\n\n2,z')).toEqual(['a,b', '1,"x\ny"', '2,z']);
  });

  it('goes in parts of a hundred lines, each with the names of the columns', () => {
    const lines = Array.from({ length: 101 }, (_, i) => `T${i + 1}`);
    const parts = partsOf(`\uFEFFtransaction_id\n${lines.join('\n')}\n`);
    expect(parts.map(({ from, lines: count }) => [from, count])).toEqual([
      [1, 100],
      [101, 1],
    ]);
    expect(parts[1]?.csv).toBe('transaction_id\nT101');
  });

  it('may be empty', () => {
    expect(partsOf('')).toEqual([]);
    expect(partsOf('transaction_id')).toEqual([]);
  });
});

it.each([
  ['=1+1', "'=1+1"],
  [' +49', "' +49"],
  ['-5', "'-5"],
  ['@x', "'@x"],
  ['＝x', "'＝x"],
  ['T-1', 'T-1'],
  ['a,"b"', '"a,""b"""'],
])('a cell %s is written %s', (text, written) => {
  expect(cell(text)).toBe(written);
});
