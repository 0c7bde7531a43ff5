/** How many bytes all files of an import may have once they are packed: what one request may hold. */
export const packedMost = 240_000;

/** A text as gzip in base64. */
export async function pack(text: string): Promise<string> {
  const body = new Response(text).body;
  if (!body) return '';
  const packed = new Uint8Array(
    await new Response(body.pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
  );
  let binary = '';
  for (const byte of packed) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** The names of a file's columns. */
export function columnsOf(text: string): string[] {
  const [head = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  const mark = [',', ';', '\t'].reduce((best, one) =>
    head.split(one).length > head.split(best).length ? one : best,
  );
  return head
    .split(mark)
    .map((name) => name.trim().replace(/^"|"$/g, ''))
    .filter(Boolean);
}
