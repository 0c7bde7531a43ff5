import { useQuery } from '@tanstack/react-query';
import {
  Bell as BellIcon,
  ChartColumn,
  ChartLine,
  Coins,
  Contact,
  FileText,
  House,
  LayoutGrid,
  Link2,
  Megaphone,
  Ticket,
  Trophy,
  Wallet,
  Webhook,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { listUpcomingSalesOptions } from '../api/@tanstack/react-query.gen';
import { neutralBrand } from '../app/brand';
import { findPartner, isOpen, useSession } from '../app/session';
import { useTranslation } from '../i18n';
import { Bell, useUnread } from './Bell';
import type { NavItem } from './nav';
import { placesOf } from './places';
import { Shell } from './Shell';
import { useSignOut } from './useSignOut';

/** The frame of a partner's pages; with a program's tabs and colour when the page is about one. */
export function PartnerShell({
  partner,
  program,
  children,
}: {
  partner: string;
  program?: string | undefined;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const session = useSession();
  const signOut = useSignOut();
  const unread = useUnread(partner);
  const found = findPartner(session, partner, program);
  const name = found.partner?.name ?? '';
  const own = found.partner?.programs ?? [];
  const shown = found.program ?? (own.length === 1 ? own[0] : undefined);
  const active = found.program && isOpen(found.program) ? found.program : undefined;

  const params = { partner, program: active?.id ?? '' };
  const tabs: NavItem[] = active
    ? [
        {
          id: 'overview',
          label: t('nav.overview'),
          icon: House,
          link: { to: '/p/$partner/$program', params },
          exact: true,
        },
        {
          id: 'links',
          label: t(active.features.links ? 'nav.links' : 'nav.codes'),
          icon: active.features.links ? Link2 : Ticket,
          link: { to: '/p/$partner/$program/links', params },
        },
        {
          id: 'performance',
          label: t('nav.performance'),
          icon: ChartLine,
          link: { to: '/p/$partner/$program/performance', params },
        },
        {
          id: 'commissions',
          label: t('nav.commissions'),
          icon: Coins,
          link: { to: '/p/$partner/$program/commissions', params },
        },
        {
          id: 'payouts',
          label: t('nav.payouts'),
          icon: Wallet,
          link: { to: '/p/$partner/$program/payouts', params },
        },
        {
          id: 'invoices',
          label: t('nav.invoices'),
          icon: FileText,
          link: { to: '/p/$partner/$program/invoices', params },
        },
        {
          id: 'rewards',
          label: t('nav.rewards'),
          icon: Trophy,
          link: { to: '/p/$partner/$program/rewards', params },
        },
        {
          id: 'customers',
          label: t('nav.customers'),
          icon: Contact,
          link: { to: '/p/$partner/$program/customers', params },
        },
        {
          id: 'sales',
          label: t('nav.promotions'),
          icon: Megaphone,
          link: { to: '/p/$partner/$program/sales', params },
        },
        {
          id: 'postback',
          label: t('nav.postbacks'),
          icon: Webhook,
          link: { to: '/p/$partner/$program/postback', params },
        },
      ]
    : [];
  const sales = useQuery({
    ...listUpcomingSalesOptions({ path: params }),
    enabled: active !== undefined,
    staleTime: 5 * 60_000,
    meta: { quiet: true },
  });
  const announced = (sales.data?.data.length ?? 0) > 0;
  const admin = found.partner?.role === 'admin';
  const { links = false, coupons = false } = active?.features ?? {};
  const shownTabs = tabs.filter(
    (tab) =>
      (admin || tab.id !== 'postback') &&
      (links || coupons || tab.id !== 'links') &&
      (announced || tab.id !== 'sales'),
  );
  const programs: NavItem = {
    id: 'programs',
    label: t('nav.programs'),
    icon: LayoutGrid,
    link: { to: '/p/$partner', params: { partner } },
    exact: true,
  };
  const reporting: NavItem = {
    id: 'reporting',
    label: t('nav.reporting'),
    icon: ChartColumn,
    link: { to: '/p/$partner/reporting', params: { partner } },
  };
  const notices: NavItem = {
    id: 'notices',
    label: t('nav.notices'),
    icon: BellIcon,
    link: { to: '/p/$partner/notifications', params: { partner } },
    badge: unread,
  };

  return (
    <Shell
      place={
        shown
          ? { name: shown.name, brand: shown.brand }
          : { name, brand: { color: own[0]?.brand.color ?? neutralBrand, initial: name.slice(0, 1) } }
      }
      places={placesOf(session, t, partner, program)}
      groups={[{ id: 'across', items: [programs, reporting, notices] }]}
      tabs={shownTabs}
      bottom={
        active
          ? shownTabs.filter((tab) => ['overview', 'links', 'commissions', 'payouts'].includes(tab.id))
          : [programs, reporting, notices]
      }
      user={{ ...session.user, detail: name }}
      bell={<Bell partner={partner} unread={unread} />}
      onSignOut={signOut}
    >
      {children}
    </Shell>
  );
}
