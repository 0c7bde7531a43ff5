import { expect, test } from 'vitest';
import { guess, readCsv, writeCsv } from './csv';

test('reads what spreadsheets write', () => {
  expect(readCsv('\ufeffE-Mail;Name\r\nmia@a.test;Mia, Cook\r\n\r\n')).toEqual([
    ['E-Mail', 'Name'],
    ['mia@a.test', 'Mia, Cook'],
  ]);
});

test('keeps quotes, commas and line ends inside quotes', () => {
  expect(readCsv('email,name\na@b.test,"Mia ""the"" Cook, Ltd\nBerlin"')).toEqual([
    ['email', 'name'],
    ['a@b.test', 'Mia "the" Cook, Ltd\nBerlin'],
  ]);
});

test('knows the usual names of columns', () => {
  const found = guess(['Full Name', 'Email Address', 'Promo_Code', 'Else']);
  expect([found.name, found.email, found.code, found.country]).toEqual([0, 1, 2, -1]);
});

test('writes nothing that a spreadsheet would run', () => {
  expect(writeCsv([['=1+1', 'a "b"']])).toBe('"\'=1+1","a ""b"""');
});
