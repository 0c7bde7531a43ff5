import type { LinkProps } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';

type Brand = { color: string; initial: string; logo_url?: string; icon_url?: string };

/** One place to go: in the rail, a tab, the bottom bar and the palette alike. */
export type NavItem = {
  id: string;
  label: string;
  icon: LucideIcon;
  link: Pick<LinkProps, 'to' | 'params' | 'hash'>;
  exact?: boolean;
  badge?: number | undefined;
  /** A program's mark instead of the icon. */
  brand?: Brand;
  /** The pages that it stands for, when it is the name of several. */
  covers?: readonly NavItem[];
};

/** A named group of the rail. */
export type NavGroup = { id: string; label?: string; items: readonly NavItem[] };

/** A page of somebody else's, opened beside this one. */
export type OutsideLink = { label: string; url: string };

/** A program that the account can switch to. */
export type Place = {
  id: string;
  name: string;
  detail: string;
  brand: Brand;
  link: Pick<LinkProps, 'to' | 'params'>;
  current: boolean;
};

/** All that a frame leads to. */
export type Frame = {
  /** Where the user is: colour, name and mark. */
  place: { name: string; brand: Brand };
  places: readonly Place[];
  /** The left tabs. */
  groups: readonly NavGroup[];
  /** The tabs on top. */
  tabs: readonly NavItem[];
  /** At most four places for the bottom bar of a phone; the fifth is "More". */
  bottom: readonly NavItem[];
  /** What the program adds at the foot of its tabs. */
  outside: readonly OutsideLink[];
  /** Pages within other pages, which only the palette names. */
  further?: readonly NavItem[];
  /** What can be made from anywhere. */
  quick: readonly NavItem[];
  /** What the menu of the user holds. */
  account: readonly NavItem[];
  user: { name: string; email: string; detail: string; picture?: string | undefined };
};

const once = (items: readonly NavItem[]) => [...new Map(items.map((item) => [item.id, item])).values()];

/** Every page that a frame leads to, each once. */
export const pagesOf = ({ groups, tabs, account }: Frame): NavItem[] =>
  once([...groups.flatMap((group) => group.items), ...tabs.filter((tab) => !tab.covers), ...account]);

/** The same, and what is within other pages. */
export const everyPage = (frame: Frame): NavItem[] => once([...pagesOf(frame), ...(frame.further ?? [])]);
