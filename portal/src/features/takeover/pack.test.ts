import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { columnsOf, pack } from './pack';

test('a file is packed so that it can be unpacked again', async () => {
  const text = 'id,email\n1,anna@blog.example\n';
  expect(gunzipSync(Buffer.from(await pack(text), 'base64')).toString()).toBe(text);
});

test.each([
  ['\uFEFFid;"E-Mail";Firma\r\n1;a;b', ['id', 'E-Mail', 'Firma']],
  ['id,email', ['id', 'email']],
  ['', []],
])('the columns of %j are named', (text, want) => {
  expect(columnsOf(text)).toEqual(want);
});
