import { Link, useMatchRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { NavItem } from './nav';

/** A link that knows whether it is where one is (`aria-current`, which the styles read). */
export function NavLink({
  item,
  className,
  children,
  onClick,
}: {
  item: Pick<NavItem, 'link' | 'exact' | 'covers'>;
  className: string | undefined;
  children: ReactNode;
  onClick?: () => void;
}) {
  const matches = useMatchRoute();
  const within = item.covers?.some((one) => matches({ ...(one.link as { to: '/' }), fuzzy: !one.exact }));
  return (
    <Link
      {...(item.link as { to: '/' })}
      className={className}
      activeOptions={{ exact: item.exact ?? false, includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
      {...(within ? { 'aria-current': 'page' as const } : {})}
      onClick={onClick}
    >
      {children}
    </Link>
  );
}
