import type { PartnerLinkDetail, PartnerLinkInput, PartnerLinkPatch, PartnerUtm } from '../../api';
import { endOfDay, today } from '../../kit/period';
import { readDestination } from './allowed';
import { type RuleDraft, ruleDraft, toRule } from './rules';

/** What the builder's form holds, all as typed. */
export type Draft = {
  name: string;
  kind: 'custom' | 'marketplace';
  destination: string;
  key: string;
  offer: string;
  /** The last day, in the program's zone; empty for ever. */
  until: string;
  subs: readonly [string, string, string, string, string];
  utm: Required<PartnerUtm>;
  rules: readonly RuleDraft[];
};

export const emptyDraft: Draft = {
  name: '',
  kind: 'custom',
  destination: '',
  key: '',
  offer: '',
  until: '',
  subs: ['', '', '', '', ''],
  utm: { source: '', medium: '', campaign: '', term: '', content: '' },
  rules: [],
};

/** A link as its form shows it. */
export const draftOf = (link: PartnerLinkDetail, zone: string): Draft => ({
  name: link.name,
  kind: link.kind === 'marketplace' ? 'marketplace' : 'custom',
  destination: link.destination,
  key: link.key,
  offer: link.offer_id ?? '',
  until: link.expires_at ? today(zone, new Date(Date.parse(link.expires_at) - 1)) : '',
  subs: [link.sub1 ?? '', link.sub2 ?? '', link.sub3 ?? '', link.sub4 ?? '', link.sub5 ?? ''],
  utm: { ...emptyDraft.utm, ...link.utm },
  rules: link.rules.map((rule) => ruleDraft(rule, zone)),
});

const filled = (pairs: readonly (readonly [string, string])[]) =>
  Object.fromEntries(
    pairs.map(([key, value]) => [key, value.trim()] as const).filter(([, value]) => value !== ''),
  );

/** The draft as the server takes it: trimmed, nothing empty. */
export function toInput(draft: Draft, zone = 'UTC'): PartnerLinkInput {
  const url = readDestination(draft.destination);
  const utm = filled(Object.entries(draft.utm));
  return {
    name: draft.name.trim() || (url ? `${url.hostname}${url.pathname}`.replace(/\/$/, '').slice(0, 60) : ''),
    destination: url?.href ?? draft.destination.trim(),
    ...(draft.kind === 'marketplace' ? { kind: draft.kind } : {}),
    ...filled([
      ['key', draft.key],
      ['offer_id', draft.offer],
    ]),
    ...filled(draft.subs.map((value, i) => [`sub${i + 1}`, value] as const)),
    ...(Object.keys(utm).length > 0 ? { utm } : {}),
    ...(draft.rules.length > 0 ? { rules: draft.rules.map((rule) => toRule(rule, zone)) } : {}),
    ...(draft.until ? { expires_at: endOfDay(draft.until, zone) } : {}),
  };
}

/** What of a link the draft changes. */
export function toPatch(draft: Draft, link: PartnerLinkDetail, zone: string): PartnerLinkPatch {
  const before = draftOf(link, zone);
  const { name, destination } = toInput(draft, zone);
  const rules = draft.rules.map((rule) => toRule(rule, zone));
  const sameRules = JSON.stringify(rules) === JSON.stringify(before.rules.map((rule) => toRule(rule, zone)));
  const same = (pick: (one: Draft) => unknown) =>
    JSON.stringify(pick(before)) === JSON.stringify(pick(draft));
  return {
    ...(same((one) => one.name) ? {} : { name }),
    ...(same((one) => one.key) ? {} : { key: draft.key.trim() }),
    ...(same((one) => one.destination) || destination === undefined ? {} : { destination }),
    ...(same((one) => one.subs) ? {} : { subs: draft.subs.map((value) => value.trim()) }),
    ...(same((one) => one.utm) ? {} : { utm: filled(Object.entries(draft.utm)) }),
    ...(sameRules ? {} : { rules }),
    ...(same((one) => one.until) ? {} : { expires_at: draft.until ? endOfDay(draft.until, zone) : '' }),
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
