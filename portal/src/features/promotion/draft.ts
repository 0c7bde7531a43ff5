import type { ManagerPromotion, ManagerPromotionInput, ManagerPromotionPatch } from '../../api';
import { endOfDay, startOfDay, today } from '../../kit/period';

/** A sale as it is typed: whole days of the program's zone. */
export type Draft = {
  name: string;
  text: string;
  code: string;
  page: string;
  first: string;
  last: string;
  groups: string[];
};

/** A kept sale as it is typed; an empty draft for none. */
export function draftOf(sale: ManagerPromotion | undefined, zone: string): Draft {
  if (!sale) return { name: '', text: '', code: '', page: '', first: '', last: '', groups: [] };
  return {
    name: sale.name,
    text: sale.text,
    code: sale.coupon_hint,
    page: sale.destination,
    first: today(zone, new Date(sale.starts_at)),
    last: today(zone, new Date(Date.parse(sale.ends_at) - 1)),
    groups: sale.groups,
  };
}

/** Writes a typed page with https:// in front. */
const address = (page: string) =>
  page.trim() === '' || /^[a-z]+:/i.test(page.trim()) ? page.trim() : `https://${page.trim()}`;

/** What a draft says of a new sale. */
export const inputOf = (draft: Draft, zone: string): ManagerPromotionInput => ({
  name: draft.name.trim(),
  text: draft.text.trim(),
  coupon_hint: draft.code.trim(),
  destination: address(draft.page),
  starts_at: startOfDay(draft.first, zone),
  ends_at: endOfDay(draft.last, zone),
  ...(draft.groups.length > 0 ? { groups: draft.groups } : {}),
});

/** What a draft changes of a kept sale: days that were not touched keep their hours. */
export function patchOf(draft: Draft, sale: ManagerPromotion, zone: string): ManagerPromotionPatch {
  const before = draftOf(sale, zone);
  const { starts_at, ends_at, ...rest } = inputOf(draft, zone);
  return {
    ...rest,
    version: sale.version,
    ...(draft.groups.join() === before.groups.join() ? {} : { groups: draft.groups }),
    ...(draft.first === before.first ? {} : { starts_at }),
    ...(draft.last === before.last ? {} : { ends_at }),
  };
}
