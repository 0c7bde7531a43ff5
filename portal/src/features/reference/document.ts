// Reads the OpenAPI document into what the reference page shows.
import source from '../../../../docs/api/openapi.json?url';

export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  example?: unknown;
  examples?: unknown[];
};

type Parameter = { name: string; in: string; description?: string; required?: boolean; schema?: Schema };
type Content = Record<string, { schema?: Schema }>;
type RawOperation = {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses?: Record<string, { description?: string; content?: Content }>;
  security?: Record<string, string[]>[];
};
export type Document = {
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Record<string, Schema> };
};

/** One operation as the page shows it. */
export type Operation = Omit<RawOperation, 'security' | 'tags'> & {
  id: string;
  method: string;
  path: string;
  tag: string;
  /** What lets a caller in without a session: scopes of an API key, or nothing at all. */
  scopes: string[] | undefined;
  open: boolean;
};

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Fetches the document: a file beside the portal's own, asked for only here. */
export async function load(): Promise<Document> {
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`the document answers ${answer.status}`);
  return (await answer.json()) as Document;
}

/** All operations in the order of the document. */
export function operations(doc: Document): Operation[] {
  return Object.entries(doc.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const found = item[method];
      if (!found) return [];
      const { security, tags, ...rest } = found;
      return [
        {
          ...rest,
          id: found.operationId,
          method: method.toUpperCase(),
          path,
          tag: tags?.[0] ?? '',
          scopes: security?.find((one) => 'api_key' in one)?.api_key,
          open: security?.length === 0 || security?.some((one) => Object.keys(one).length === 0) === true,
        },
      ];
    }),
  );
}

/** Whether a program's servers and pages call it; all else is what the portal itself calls. */
export const forIntegrators = (one: Operation): boolean =>
  one.scopes !== undefined || /^\/(v1|postback)(\/|$)/.test(one.path);

/** Tells whether all words are somewhere in an operation. */
export function matches(one: Operation, text: string): boolean {
  const all =
    `${one.method} ${one.path} ${one.summary ?? ''} ${one.description ?? ''} ${one.id} ${one.tag}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/** A schema with its reference followed. */
export function resolve(doc: Document, schema: Schema | undefined): Schema {
  const name = schema?.$ref?.replace('#/components/schemas/', '');
  return (name ? doc.components.schemas[name] : schema) ?? {};
}

export type Field = { name: string; type: string; required: boolean; text: string; depth: number };

const deepest = 3;

/** The fields of a body, one line each, those of objects and lists below them. */
export function fields(doc: Document, schema: Schema | undefined, depth = 0, before = ''): Field[] {
  const found = resolve(doc, schema);
  if (found.items) return fields(doc, found.items, depth, before ? `${before}[]` : '[]');
  return Object.entries(found.properties ?? {})
    .filter(([name]) => name !== '$schema')
    .flatMap(([name, of]) => {
      const one = resolve(doc, of);
      const full = before ? `${before}.${name}` : name;
      const line: Field = {
        name: full,
        type: typeOf(doc, one),
        required: found.required?.includes(name) ?? false,
        text: [of.description ?? one.description, limits(one)].filter(Boolean).join(' · '),
        depth,
      };
      return depth < deepest ? [line, ...fields(doc, one, depth + 1, full)] : [line];
    });
}

function typeOf(doc: Document, one: Schema): string {
  const type = Array.isArray(one.type)
    ? one.type.filter((t) => t !== 'null').join(' | ')
    : (one.type ?? 'object');
  if (type === 'array') return `${typeOf(doc, resolve(doc, one.items))}[]`;
  return one.format ? `${type} (${one.format})` : type;
}

/** What a value must be, in signs that need no translation. */
export function limits(one: Schema): string {
  const parts = [
    one.enum?.map(String).join(' | '),
    one.minimum !== undefined && `≥ ${one.minimum}`,
    one.maximum !== undefined && `≤ ${one.maximum}`,
    one.maxLength !== undefined && `≤ ${one.maxLength} chars`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** The first content of a kind that is JSON, else the first at all. */
export function bodyOf(
  content: Content | undefined,
): { type: string; schema: Schema | undefined } | undefined {
  const entries = Object.entries(content ?? {});
  const found = entries.find(([type]) => type.includes('json')) ?? entries[0];
  return found && { type: found[0], schema: found[1].schema };
}

/** A call as it is typed into a terminal. */
export function curl(origin: string, one: Operation): string {
  const lines = [`curl${one.method === 'GET' ? '' : ` -X ${one.method}`} '${origin}${one.path}'`];
  if (one.scopes) lines.push("-H 'Authorization: Bearer trib_sk_…'");
  if (one.requestBody) lines.push("-H 'Content-Type: application/json'", "-d '{ … }'");
  return lines.join(' \\\n  ');
}
