import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const sources = import.meta.glob<string>('../**/*.tsx', { query: '?raw', import: 'default', eager: true });
const styles = readFileSync('src/app/mantine.css', 'utf8');
const sheets = Object.keys(import.meta.glob('/node_modules/@mantine/core/styles/*.layer.css'));

test('every component of Mantine that is used has its styles', () => {
  const used = Object.values(sources).flatMap((code) =>
    [...code.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim()),
    ),
  );
  const sheetOf = (name: string) => sheets.find((path) => path.endsWith(`/${name}.layer.css`));
  expect(sheets.length).toBeGreaterThan(50);
  expect(used).toContain('Button');
  const missing = used.filter((name) => sheetOf(name) && !styles.includes(`/${name}.layer.css`));
  expect([...new Set(missing)]).toEqual([]);
});
