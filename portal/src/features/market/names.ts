/** The categories and kinds that the server knows, in the order of a filter. */
export const categories = [
  'software',
  'commerce',
  'finance',
  'education',
  'travel',
  'health',
  'home',
  'fashion',
  'media',
  'services',
  'other',
] as const;
export const kinds = [
  'publisher',
  'creator',
  'community',
  'coupon',
  'agency',
  'reseller',
  'integrator',
  'referrer',
] as const;

export type Category = (typeof categories)[number];
export type Kind = (typeof kinds)[number];

/** Attributes as they are typed: words apart by commas. */
export const tagsOf = (text: string): string[] =>
  text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
