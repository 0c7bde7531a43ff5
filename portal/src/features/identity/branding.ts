import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Branding } from '../../api';
import { getBrandingOptions } from '../../api/@tanstack/react-query.gen';
import { applyBrand, applyIcon } from '../../app/brand';

export type BrandingSearch = { program?: string; next?: string; token?: string };

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** Reads what the sign-in pages take from the address. */
export function readBrandingSearch(search: Record<string, unknown>): BrandingSearch {
  const found = { program: text(search.program), next: text(search.next), token: text(search.token) };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** The program's look before sign-in: by slug, else by the host. */
export const brandingQuery = (program: string | undefined) => ({
  ...getBrandingOptions({ query: program ? { program } : {} }),
  staleTime: 10 * 60_000,
  retry: false,
  meta: { public: true },
});

/** Goes to the program's portal on its own host, where it has one and this is not it. */
export function goHome(branding: Branding | undefined): boolean {
  if (!branding?.portal_url || branding.sign_in_at) return false;
  window.location.assign(`${branding.portal_url}/sign-in?next=/`);
  return true;
}

/** The branding of a page before sign-in, already painted. */
export function useBranding(): Branding | undefined {
  const { program } = useSearch({ strict: false });
  const { data } = useQuery(brandingQuery(program));
  const color = data?.color;
  useEffect(() => {
    if (color) applyBrand(color);
  }, [color]);
  const icon = data?.icon_url;
  useEffect(() => applyIcon(icon), [icon]);
  return data;
}

/** The secret of a mailed link: from the fragment, which no server log sees, or the query. */
export function useToken(): string {
  const { token } = useSearch({ strict: false });
  return new URLSearchParams(window.location.hash.slice(1)).get('token') ?? token ?? '';
}
