import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const sdk = new URL('../src/api/sdk.gen.ts', import.meta.url).pathname;

/** The statements of a generated file, each with its comment. */
const statements = (code: string) => code.split(/\n\n(?=\/\*\*|export |const |type )|\n+(?=import )/);
const nameOf = (statement: string) => /^(?:export )?(?:const|type) (\w+)/m.exec(statement)?.[1] ?? '';
const operationOf = (name: string) =>
  name.replace(/(InfiniteQueryKey|QueryKey|InfiniteOptions|Options|Mutation)$/, '');

/** The names of all operations. */
export const operations = (code: string) =>
  new Set(
    statements(code)
      .filter((one) => /\burl: '/.test(one))
      .map(nameOf),
  );

/** Cuts out of a generated file what belongs to one operation, or for `helpers` to none. Types are gone already. */
export function cut(code: string, file: string, operation: string, known: ReadonlySet<string>): string {
  const parts = statements(code).filter((one) => !/^import type |^(export )?type /m.test(one.slice(0, 200)));
  const isImport = (one: string) => nameOf(one) === '';
  const ofOperation = (one: string) => (known.has(nameOf(one)) ? nameOf(one) : operationOf(nameOf(one)));
  const imports = parts.filter((one) => isImport(one) && !one.includes('sdk.gen'));
  const helpers = parts.filter((one) => !isImport(one) && !known.has(ofOperation(one)));
  if (operation === 'helpers')
    return [...imports, ...helpers.map((one) => one.replace(/^const /m, 'export const '))].join('\n\n');
  if (helpers.length > 0) {
    imports.push(`import { ${helpers.map(nameOf).join(', ')} } from './${file}?of=helpers';`);
    imports.push(`import { ${operation} } from '../sdk.gen.ts?of=${operation}';`);
  }
  return [...imports, ...parts.filter((one) => !isImport(one) && ofOperation(one) === operation)].join(
    '\n\n',
  );
}

/** Builds the generated calls and queries as a module for each operation, so that a page loads only those it makes. */
export const clients = (): Plugin => {
  let known = new Set<string>();
  return {
    name: 'clients',
    enforce: 'pre',
    apply: 'build',
    buildStart() {
      known = operations(readFileSync(sdk, 'utf8'));
    },
    transform(code, id) {
      const [, file, of] =
        /\/src\/api\/(?:@tanstack\/)?((?:sdk|react-query)\.gen\.ts)(?:\?of=(\w+))?$/.exec(id) ?? [];
      if (!file) return undefined;
      const text = of
        ? cut(code, file, of, known)
        : ['helpers', ...known].map((one) => `export * from './${file}?of=${one}';`).join('\n');
      return { code: text, map: null, moduleType: 'ts', moduleSideEffects: false };
    },
  };
};
