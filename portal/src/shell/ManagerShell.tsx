import { useRouter } from '@tanstack/react-router';
import {
  Bell as BellIcon,
  BookLock,
  ChartLine,
  Coins,
  Contact,
  FileCheck,
  FileSignature,
  FileText,
  GitCommitHorizontal,
  Handshake,
  House,
  Inbox,
  KeyRound,
  Layers,
  Megaphone,
  MessageCircle,
  PackageSearch,
  Palette,
  Plug,
  ScrollText,
  Settings,
  Share2,
  ShieldAlert,
  Stethoscope,
  Store,
  Tag,
  Target,
  Ticket,
  Trophy,
  Upload,
  UserCog,
  Users,
  Wallet,
  Webhook,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { neutralBrand } from '../app/brand';
import { useSession } from '../app/session';
import { type Translate, useTranslation } from '../i18n';
import { Bell, useUnread } from './Bell';
import type { NavGroup, NavItem } from './nav';
import { accountItems } from './partnerNav';
import { placesOf } from './places';
import { reaches } from './reach';
import { Shell } from './Shell';
import { useSignOut } from './useSignOut';

/** The frame of a program manager's pages. */
export function ManagerShell({ program, children }: { program: string; children: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const signOut = useSignOut();
  const unread = useUnread();
  const { routesByPath } = useRouter();
  const found = session.programs.find((one) => one.id === program);
  const params = { program };
  const item = (
    id:
      | 'applications'
      | 'questions'
      | 'partners'
      | 'reports'
      | 'offers'
      | 'coupons'
      | 'promotions'
      | 'groups'
      | 'spiffs'
      | 'conversions'
      | 'fraud'
      | 'claims'
      | 'commissions'
      | 'payouts'
      | 'invoices'
      | 'tax'
      | 'ledger'
      | 'settings'
      | 'webhooks'
      | 'doctor'
      | 'customers'
      | 'leads'
      | 'referral-leads'
      | 'deals'
      | 'keys'
      | 'integrations'
      | 'listing'
      | 'agreements'
      | 'team'
      | 'audit',
    icon: NavItem['icon'],
  ): NavItem => ({
    id,
    label: t(`nav.${id}`),
    icon,
    link: { to: `/m/$program/${id}`, params },
  });
  const overview: NavItem = {
    id: 'overview',
    label: t('nav.overview'),
    icon: House,
    link: { to: '/m/$program', params },
    exact: true,
  };
  const all: NavGroup[] = [
    { id: 'top', items: [overview, item('reports', ChartLine)] },
    {
      id: 'people',
      label: t('nav.people'),
      items: [
        item('applications', Inbox),
        item('questions', MessageCircle),
        { ...item('partners', Users), label: found?.brand.partners_term ?? t('nav.partners') },
        item('groups', Layers),
        item('customers', Contact),
        ...(found?.features.leads ? [item('leads', Target), item('referral-leads', Share2)] : []),
        ...(found?.features.deals ? [item('deals', Handshake)] : []),
        item('agreements', FileSignature),
      ],
    },
    {
      id: 'money',
      label: t('nav.money'),
      items: [
        item('conversions', GitCommitHorizontal),
        item('fraud', ShieldAlert),
        item('claims', PackageSearch),
        item('commissions', Coins),
        item('payouts', Wallet),
        item('invoices', FileText),
        item('tax', FileCheck),
        item('ledger', BookLock),
      ],
    },
    {
      id: 'program',
      label: t('nav.program'),
      items: [
        item('offers', Tag),
        item('coupons', Ticket),
        item('promotions', Megaphone),
        item('spiffs', Trophy),
        ...(session.network ? [item('listing', Store)] : []),
        item('integrations', Plug),
        item('webhooks', Webhook),
        item('keys', KeyRound),
        item('doctor', Stethoscope),
        item('team', UserCog),
        item('audit', ScrollText),
        item('settings', Settings),
      ],
    },
  ];
  const groups = all.map((group) => ({
    ...group,
    items: group.items.filter((one) => reaches(found?.role, one.id)),
  }));
  const flat = groups.flatMap((group) => group.items);
  return (
    <Shell
      frame={{
        place: { name: found?.name ?? '', brand: found?.brand ?? { color: neutralBrand, initial: '' } },
        places: placesOf(session, t, undefined, program),
        groups,
        tabs: [],
        bottom: ['overview', 'partners', 'commissions', 'payouts'].flatMap(
          (id) => flat.find((one) => one.id === id) ?? [],
        ),
        outside: [],
        further: furtherPages(t, program),
        quick: [],
        account: [
          ...accountItems(t, (path) => path in routesByPath),
          {
            id: 'notices',
            label: t('nav.notices'),
            icon: BellIcon,
            link: { to: '/m/$program/notifications', params },
            badge: unread,
          },
        ],
        user: { ...session.user, detail: t('shell.manager') },
      }}
      bell={<Bell to={{ to: '/m/$program/notifications', params }} unread={unread} />}
      onSignOut={signOut}
    >
      {children}
    </Shell>
  );
}

/** Pages of a manager's within others. */
const furtherPages = (t: Translate, program: string): NavItem[] => [
  {
    id: 'upload',
    label: t('nav.upload'),
    icon: Upload,
    link: { to: '/m/$program/conversions/upload', params: { program } },
  },
  {
    id: 'branding',
    label: t('nav.branding'),
    icon: Palette,
    link: { to: '/m/$program/branding', params: { program } },
  },
  ...(['bank', 'rails', 'replay', 'import'] as const).map(
    (page): NavItem => ({
      id: page,
      label: t(`nav.${page}`),
      icon: Settings,
      link: { to: `/m/$program/settings/${page}`, params: { program } },
    }),
  ),
  ...(['api', 'setup'] as const).map(
    (page): NavItem => ({
      id: page,
      label: t(`nav.${page}`),
      icon: BookLock,
      link: { to: `/m/$program/${page}`, params: { program } },
    }),
  ),
  {
    id: 'counting',
    label: t('nav.counting'),
    icon: ChartLine,
    link: { to: '/m/$program/reports/counting', params: { program } },
  },
  ...(['stripe', 'shopify'] as const).map(
    (provider): NavItem => ({
      id: provider,
      label: { stripe: 'Stripe', shopify: 'Shopify' }[provider],
      icon: Plug,
      link: { to: '/m/$program/integrations/$provider', params: { program, provider } },
    }),
  ),
];
