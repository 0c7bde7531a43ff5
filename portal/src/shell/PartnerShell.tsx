import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Bell as BellIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SessionPartner } from '../api';
import { listUpcomingSalesOptions } from '../api/@tanstack/react-query.gen';
import { neutralBrand } from '../app/brand';
import { findPartner, isOpen, useSession } from '../app/session';
import { useTranslation } from '../i18n';
import { Bell, useUnread } from './Bell';
import type { Frame, NavGroup, NavItem } from './nav';
import {
  accountItems,
  acrossItems,
  furtherItems,
  leadSections,
  organisationItems,
  ownPrograms,
  programItems,
  quickItems,
  sectionTabs,
  supportItem,
} from './partnerNav';
import { placesOf } from './places';
import { Shell } from './Shell';
import { useSignOut } from './useSignOut';

/** How many programs the rail lists; the rest is in the switcher and on the first page. */
const listed = 12;

/** The frame of a partner's pages; with a program's tabs and colour when the page is about one. */
export function PartnerShell({
  partner,
  program,
  children,
}: {
  partner: SessionPartner;
  program?: string | undefined;
  children: ReactNode;
}) {
  const signOut = useSignOut();
  const unread = useUnread();
  return (
    <Shell
      frame={usePartnerFrame(partner, program, unread)}
      bell={
        <Bell to={{ to: '/p/$partner/notifications', params: { partner: partner.id } }} unread={unread} />
      }
      onSignOut={signOut}
    >
      {children}
    </Shell>
  );
}

/** All that leads anywhere from a partner's page. */
function usePartnerFrame(partner: SessionPartner, program: string | undefined, unread: number): Frame {
  const { t } = useTranslation();
  const session = useSession();
  const { routesByPath } = useRouter();
  const has = (path: string) => path in routesByPath && (session.network || path !== '/p/$partner/discover');
  const found = findPartner(session, partner.id, program).program;
  const only = partner.programs.length === 1 ? partner.programs[0] : undefined;
  const shown = program === undefined ? only : found;
  const active = shown && isOpen(shown) && !shown.agreement_due ? shown : undefined;

  const sales = useQuery({
    ...listUpcomingSalesOptions({ path: { partner: partner.id, program: active?.id ?? '' } }),
    enabled: active !== undefined,
    staleTime: 5 * 60_000,
    meta: { quiet: true },
  });
  const announced = (sales.data?.data.length ?? 0) > 0;
  // A session of a program's own host knows that program only.
  const across = session.program_id ? [] : acrossItems(t, has, partner.id);
  const manage = organisationItems(t, has, partner);
  const own = active ? programItems(t, has, partner, active, announced) : [];
  const notices: NavItem = {
    id: 'notices',
    label: t('nav.notices'),
    icon: BellIcon,
    link: { to: '/p/$partner/notifications', params: { partner: partner.id } },
    badge: unread,
  };
  const byLeads = active?.summary_style === 'leads';
  const sections = byLeads ? leadSections(t, [...own, ...manage]) : [];
  const several = partner.programs.length > 1;
  return {
    place: shown
      ? { name: shown.name, brand: shown.brand }
      : {
          name: partner.name,
          brand: {
            color: partner.programs[0]?.brand.color ?? neutralBrand,
            initial: partner.name.slice(0, 1),
          },
        },
    places: placesOf(session, t, partner.id, program),
    groups: byLeads ? sections : railOf(t('shell.yourPrograms'), partner, own, [notices, ...manage]),
    tabs: byLeads ? [...(several ? across.slice(0, 1) : []), ...sectionTabs(sections)] : across,
    bottom: active
      ? own.filter((one) => ['overview', 'links', 'commissions', 'performance'].includes(one.id))
      : [...across, notices].slice(0, 4),
    outside: active?.navigation ?? [],
    // On a program's page the rail has no place for what is across programs.
    further: [
      ...(active ? furtherItems(t, partner.id, active.id) : []),
      ...(own.length > 0
        ? [notices, ...(byLeads ? across : []), ...(sections.length > 0 ? [] : manage)]
        : []),
    ],
    quick: quickItems(t, has, partner, active),
    account: [...accountItems(t, has, partner), supportItem(t, partner.id, active?.id)],
    user: { ...session.user, detail: partner.name, picture: partner.logo_url },
  };
}

/** The rail: a program's pages, or the programs and what belongs to the organisation. */
function railOf(title: string, partner: SessionPartner, own: NavItem[], organisation: NavItem[]): NavGroup[] {
  if (own.length > 0) return [{ id: 'program', items: own }];
  const programs = ownPrograms(partner).slice(0, listed);
  return [
    ...(programs.length > 0 ? [{ id: 'programs', label: title, items: programs }] : []),
    { id: 'organisation', label: partner.name, items: organisation },
  ];
}
