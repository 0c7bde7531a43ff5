/** Why a destination cannot be a link's, or undefined when it can. */
export type Refusal = 'empty' | 'unreadable' | 'insecure' | 'foreign';

const covers = (allowed: string, host: string) =>
  allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) || host === allowed.slice(2) : host === allowed;

/** Reads what was typed as an address; a missing scheme is taken as https. */
export function readDestination(text: string): URL | undefined {
  const typed = text.trim();
  const full = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
  return URL.canParse(full) ? new URL(full) : undefined;
}

/** Checks a destination while it is typed; the server checks it again. */
export function refusal(text: string, hosts: readonly string[]): Refusal | undefined {
  if (text.trim() === '') return 'empty';
  const url = readDestination(text);
  if (!url?.hostname.includes('.') || url.username) return 'unreadable';
  if (url.protocol !== 'https:') return 'insecure';
  return hosts.some((host) => covers(host.toLowerCase(), url.hostname)) ? undefined : 'foreign';
}
