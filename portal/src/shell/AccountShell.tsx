import { Bell, Network, ShieldCheck, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { neutralBrand } from '../app/brand';
import { useSession } from '../app/session';
import { useTranslation } from '../i18n';
import type { NavItem } from './nav';
import { placesOf } from './places';
import { Shell } from './Shell';
import { useSignOut } from './useSignOut';

/** The frame of the pages about one's own account, outside of any program. */
export function AccountShell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const signOut = useSignOut();
  const items: NavItem[] = [
    { id: 'account', label: t('nav.account'), icon: UserRound, link: { to: '/account' }, exact: true },
    { id: 'security', label: t('nav.security'), icon: ShieldCheck, link: { to: '/account/security' } },
    { id: 'preferences', label: t('nav.preferences'), icon: Bell, link: { to: '/account/notifications' } },
    ...(session.operates
      ? [
          {
            id: 'network',
            label: t('nav.network'),
            icon: Network,
            link: { to: '/account/network' } as NavItem['link'],
          },
        ]
      : []),
  ];
  return (
    <Shell
      frame={{
        place: {
          name: t('nav.account'),
          brand: { color: neutralBrand, initial: session.user.name.slice(0, 1) },
        },
        places: placesOf(session, t, undefined, undefined),
        groups: [{ id: 'account', items }],
        tabs: [],
        bottom: items,
        outside: [],
        quick: [],
        account: items,
        user: { ...session.user, detail: session.user.email },
      }}
      onSignOut={signOut}
    >
      {children}
    </Shell>
  );
}
