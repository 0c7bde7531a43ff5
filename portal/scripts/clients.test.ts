import { expect, test } from 'vitest';
import queries from '../src/api/@tanstack/react-query.gen.ts?raw';
import calls from '../src/api/sdk.gen.ts?raw';
import { cut, operations } from './clients.ts';

const known = operations(calls);
const constants = (code: string) => [...code.matchAll(/^(?:export )?const (\w+)/gm)].map(([, name]) => name);

test.each([
  ['sdk.gen.ts', calls],
  ['react-query.gen.ts', queries],
])('what %s exports is in one module of its parts', (file, code) => {
  const parts = ['helpers', ...known].flatMap((one) => constants(cut(code, file, one, known)));
  expect(parts.toSorted()).toEqual(constants(code).toSorted());
});

test('the module of an operation calls that one only', () => {
  const code = cut(queries, 'react-query.gen.ts', 'getSummary', known);
  expect(constants(code)).toEqual(['getSummaryQueryKey', 'getSummaryOptions']);
  expect(code).toContain("import { getSummary } from '../sdk.gen.ts?of=getSummary';");
});

test('the modules have the client that they call through', () => {
  expect(cut(calls, 'sdk.gen.ts', 'getSummary', known)).toContain("import { client } from './client.gen';");
  const helpers = cut(queries, 'react-query.gen.ts', 'helpers', known);
  expect(helpers).toContain("import { client } from '../client.gen';");
  expect(helpers).not.toContain('sdk.gen');
});
