/** Reads comma, semicolon or tab separated text: rows of cells, as spreadsheets write them. */
export function readCsv(text: string): string[][] {
  const clean = text.replace(/^\ufeff/, '');
  const head = clean.split('\n', 1)[0] ?? '';
  const mark = [';', '\t'].find((one) => head.split(one).length > head.split(',').length) ?? ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.some((one) => one !== '')) rows.push(row);
    row = [];
  };
  for (let at = 0; at < clean.length; at++) {
    const c = clean[at] as string;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (clean[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (c === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (c === mark) endCell();
    else if (c === '\n') endRow();
    else if (c !== '\r') cell += c;
  }
  endRow();
  return rows;
}

/** Writes rows as CSV that a spreadsheet opens without running any of it. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) =>
      row.map((cell) => `"${(/^[=+\-@]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(','),
    )
    .join('\r\n');

/** What a line of a list of partners may say. */
export const fields = ['email', 'name', 'company', 'website', 'country', 'group', 'tags', 'code'] as const;

export type Field = (typeof fields)[number];

const aliases: Record<Field, string[]> = {
  email: ['email', 'e-mail', 'mail', 'email address', 'e-mail address'],
  name: ['name', 'full name', 'partner', 'contact', 'first name'],
  company: ['company', 'organisation', 'organization', 'business'],
  website: ['website', 'url', 'site'],
  country: ['country', 'country code'],
  group: ['group', 'campaign', 'segment'],
  tags: ['tags', 'tag', 'labels'],
  code: ['code', 'coupon', 'coupon code', 'promo code', 'discount code'],
};

/** Which column holds what, by the columns' names; -1 for none. */
export function guess(names: readonly string[]): Record<Field, number> {
  const known = names.map((name) => name.toLowerCase().replaceAll('_', ' ').trim());
  return Object.fromEntries(
    fields.map((field) => [field, known.findIndex((name) => aliases[field].includes(name))]),
  ) as Record<Field, number>;
}
