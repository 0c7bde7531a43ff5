import type { LinkProps } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';

/** One place to go: in the rail, a tab, the bottom bar and the palette alike. */
export type NavItem = {
  id: string;
  label: string;
  icon: LucideIcon;
  link: Pick<LinkProps, 'to' | 'params'>;
  exact?: boolean;
  badge?: number | undefined;
};

/** A named group of the rail. */
export type NavGroup = { id: string; label?: string; items: readonly NavItem[] };

/** A program that the account can switch to. */
export type Place = {
  id: string;
  name: string;
  detail: string;
  brand: { color: string; initial: string; logo_url?: string };
  link: Pick<LinkProps, 'to' | 'params'>;
  current: boolean;
};
