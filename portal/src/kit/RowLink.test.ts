import { expect, test } from 'vitest';
import { withRow } from './RowLink';

test.each([
  ['/m/prg/commissions', '/m/prg/commissions?id=com_1'],
  ['/m/prg/commissions?status=paid', '/m/prg/commissions?status=paid&id=com_1'],
  ['/m/prg/commissions?id=com_0&status=paid', '/m/prg/commissions?id=com_1&status=paid'],
])('from %s a row opens at %s', (address, opened) => {
  expect(withRow(address, 'com_1')).toBe(opened);
});
