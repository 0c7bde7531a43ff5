import type { PartnerLinkInput, PartnerUtm } from '../../api';
import { readDestination } from './allowed';

/** What the builder's form holds, all as typed. */
export type Draft = {
  name: string;
  destination: string;
  key: string;
  subs: readonly [string, string, string, string, string];
  utm: Required<PartnerUtm>;
};

export const emptyDraft: Draft = {
  name: '',
  destination: '',
  key: '',
  subs: ['', '', '', '', ''],
  utm: { source: '', medium: '', campaign: '', term: '', content: '' },
};

const filled = (pairs: readonly (readonly [string, string])[]) =>
  Object.fromEntries(
    pairs.map(([key, value]) => [key, value.trim()] as const).filter(([, value]) => value !== ''),
  );

/** The draft as the server takes it: trimmed, nothing empty. */
export function toInput(draft: Draft): PartnerLinkInput {
  const url = readDestination(draft.destination);
  const utm = filled(Object.entries(draft.utm));
  return {
    name: draft.name.trim() || (url ? `${url.hostname}${url.pathname}`.replace(/\/$/, '').slice(0, 80) : ''),
    destination: url?.href ?? draft.destination.trim(),
    ...filled([['key', draft.key]]),
    ...filled(draft.subs.map((value, i) => [`sub${i + 1}`, value] as const)),
    ...(Object.keys(utm).length > 0 ? { utm } : {}),
  };
}

/** Where a visitor of the draft's link will land, without the click id that the redirect adds. */
export function landing(draft: Draft): string | undefined {
  const url = readDestination(draft.destination);
  if (!url) return undefined;
  for (const [key, value] of Object.entries(draft.utm))
    if (value.trim()) url.searchParams.set(`utm_${key}`, value.trim());
  return url.href;
}
