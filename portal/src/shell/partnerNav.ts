import {
  Bell,
  Building2,
  ChartColumn,
  ChartLine,
  CircleHelp,
  Coins,
  Contact,
  FileSignature,
  FileText,
  Handshake,
  House,
  KeyRound,
  LayoutGrid,
  LifeBuoy,
  Link2,
  Megaphone,
  MessageCircle,
  Package,
  PackageSearch,
  Share2,
  Target,
  Ticket,
  Trophy,
  UserPlus,
  UserRound,
  Users,
  Wallet,
  Webhook,
} from 'lucide-react';
import type { SessionEnrollment, SessionPartner } from '../api';
import { isOpen } from '../app/session';
import type { Translate } from '../i18n';
import type { Frame, NavGroup, NavItem } from './nav';

/** Tells whether the portal has a page at this address, its parameters as `$name`. */
export type HasPage = (path: string) => boolean;

const link = (to: string, params: object = {}): NavItem['link'] => ({ to, params }) as NavItem['link'];

/** Where questions go: to the program that the page is about, else by way of the help. */
export function supportItem(t: Translate, partner: string, program: string | undefined): NavItem {
  const asked = link('/p/$partner/$program/questions', { partner, program });
  return {
    id: 'support',
    label: t('shell.support'),
    icon: LifeBuoy,
    link: program ? { ...asked, hash: 'new' } : link('/help'),
  };
}

/** What the menu of the user leads to, for those pages that there are. */
export function accountItems(t: Translate, has: HasPage, partner?: SessionPartner): NavItem[] {
  const item = (id: string, label: string, icon: NavItem['icon'], to: string): NavItem => ({
    id,
    label,
    icon,
    link: link(to, { partner: partner?.id }),
    exact: true,
  });
  const own = partner ? organisationItems(t, has, partner) : [];
  return [
    item('account', t('shell.settings'), UserRound, '/account'),
    ...own,
    ...(partner ? [item('notices', t('nav.notices'), Bell, '/p/$partner/notifications')] : []),
    item('help', t('shell.help'), CircleHelp, '/help'),
  ].filter((one) => has(String(one.link.to)));
}

/** What the admins of an organisation decide, and the keys that everybody may have. */
export function organisationItems(t: Translate, has: HasPage, partner: SessionPartner): NavItem[] {
  const params = { partner: partner.id };
  return [
    { id: 'team', label: t('nav.team'), icon: Users, link: link('/p/$partner/team', params) },
    {
      id: 'organisation',
      label: t('nav.organisation'),
      icon: Building2,
      link: link('/p/$partner/organisation', params),
    },
    { id: 'keys', label: t('nav.keys'), icon: KeyRound, link: link('/p/$partner/keys', params) },
  ].filter((one) => has(String(one.link.to)) && (partner.role === 'admin' || one.id === 'keys'));
}

/** What can be made from any page. */
export function quickItems(
  t: Translate,
  has: HasPage,
  partner: SessionPartner,
  shown?: SessionEnrollment,
): NavItem[] {
  const params = { partner: partner.id, program: shown?.id };
  const make = (id: string, label: string, icon: NavItem['icon'], to: string): NavItem => ({
    id,
    label,
    icon,
    link: { ...link(to, params), hash: 'new' },
  });
  const { custom_links: links = false, leads = false } = shown?.features ?? {};
  return [
    ...(links ? [make('new-link', t('shell.createLink'), Link2, '/p/$partner/$program/links')] : []),
    ...(leads ? [make('new-lead', t('shell.createLead'), Contact, '/p/$partner/$program/leads')] : []),
    ...(partner.role === 'admin' ? [make('invite', t('shell.invite'), UserPlus, '/p/$partner/team')] : []),
  ].filter((one) => has(String(one.link.to)));
}

/** The tabs across programs. */
export function acrossItems(t: Translate, has: HasPage, partner: string): NavItem[] {
  const params = { partner };
  return [
    { id: 'home', label: t('shell.home'), icon: LayoutGrid, link: link('/p/$partner', params), exact: true },
    {
      id: 'all-commissions',
      label: t('nav.commissions'),
      icon: Coins,
      link: link('/p/$partner/commissions', params),
    },
    {
      id: 'reporting',
      label: t('nav.reporting'),
      icon: ChartColumn,
      link: link('/p/$partner/reporting', params),
    },
    {
      id: 'discover',
      label: t('shell.discover'),
      icon: Megaphone,
      link: link('/p/$partner/discover', params),
    },
  ].filter((one) => one.id === 'home' || has(String(one.link.to)));
}

/** A program's pages, as far as it has them and the role reaches them. */
export function programItems(
  t: Translate,
  has: HasPage,
  partner: SessionPartner,
  program: SessionEnrollment,
  announced: boolean,
): NavItem[] {
  const { links, coupons, leads, deals } = program.features;
  const admin = partner.role === 'admin';
  const byLeads = program.summary_style === 'leads';
  const item = (id: string, label: string, icon: NavItem['icon'], page = id, shown = true): NavItem[] =>
    shown && has(`/p/$partner/$program/${page}`)
      ? [
          {
            id,
            label,
            icon,
            link: link(`/p/$partner/$program/${page}`, { partner: partner.id, program: program.id }),
          },
        ]
      : [];
  const linksName = byLeads ? t('shell.trackingLinks') : t('nav.links');
  return [
    {
      id: 'overview',
      label: t('nav.overview'),
      icon: House,
      link: link('/p/$partner/$program', { partner: partner.id, program: program.id }),
      exact: true,
    },
    ...item('links', links ? linksName : t('nav.codes'), links ? Link2 : Ticket, 'links', links || coupons),
    ...item('leads', t('nav.leads'), Target, 'leads', leads),
    ...item('referral-leads', t('nav.referral-leads'), Share2, 'referral-leads', leads),
    ...item('deals', t('nav.deals'), Handshake, 'deals', deals),
    ...item('performance', t('nav.performance'), ChartLine),
    ...item('customers', t('nav.customers'), Contact),
    ...item('commissions', t('nav.commissions'), Coins),
    ...item('payouts', t('nav.payouts'), Wallet, 'payouts', admin),
    ...item('invoices', t('nav.invoices'), FileText, 'invoices', admin),
    ...item('rewards', t('nav.rewards'), Trophy),
    ...item('agreements', t('nav.agreements'), FileSignature),
    ...item('questions', t('nav.questions'), MessageCircle),
    ...item('sales', t('nav.promotions'), Megaphone, 'sales', announced),
    ...item('postback', t('nav.postbacks'), Webhook, 'postback', admin),
  ];
}

/** Pages of a program within others. */
export const furtherItems = (t: Translate, partner: string, program: string): NavItem[] => [
  {
    id: 'orders',
    label: t('nav.orders'),
    icon: Package,
    link: link('/p/$partner/$program/orders', { partner, program }),
  },
  {
    id: 'claims',
    label: t('nav.claims'),
    icon: PackageSearch,
    link: link('/p/$partner/$program/claims', { partner, program }),
  },
];

const sections = [
  [
    'dashboard',
    ['overview', 'links', 'performance', 'rewards', 'customers', 'sales', 'agreements', 'questions'],
  ],
  ['leadsPages', ['leads', 'referral-leads', 'deals']],
  ['payments', ['commissions', 'invoices', 'payouts']],
  ['manage', ['team', 'organisation', 'keys', 'postback']],
] as const;

/** The same pages under the names that programs about leads use (F11): sections, each a tab on top. */
export function leadSections(t: Translate, items: readonly NavItem[]): NavGroup[] {
  return sections
    .map(([id, pages]) => ({
      id,
      label: t(`shell.${id}`),
      items: pages.flatMap((page) => items.find((one) => one.id === page) ?? []),
    }))
    .filter((group) => group.items.length > 0);
}

/** The tabs on top that stand for sections. */
export const sectionTabs = (groups: readonly NavGroup[]): Frame['tabs'] =>
  groups.flatMap(({ id, label = '', items }) => {
    const [first] = items;
    return first ? [{ ...first, id: `section-${id}`, label, covers: items }] : [];
  });

/** The organisation's programs as the rail lists them where the page is about none. */
export function ownPrograms(partner: SessionPartner): NavItem[] {
  return partner.programs.filter(isOpen).map((one) => ({
    id: `program-${one.id}`,
    label: one.name,
    icon: LayoutGrid,
    brand: one.brand,
    link: link('/p/$partner/$program', { partner: partner.id, program: one.id }),
  }));
}
