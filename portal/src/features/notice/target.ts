import type { LinkProps } from '@tanstack/react-router';
import type { Notice, Session } from '../../api';
import { findPartner } from '../../app/session';

type Target = Pick<LinkProps, 'to'> & {
  params: { partner?: string; program: string };
  search?: { id: string };
};

/** Where the notices of kinds lead that are about no single thing. */
const partnerPages: Record<string, string> = {
  new_offer: 'rewards',
  new_promotion: 'sales',
  new_agreement: 'agreements',
  monthly_summary: 'performance',
  tier_changed: 'rewards',
  hook_failing: 'postback',
  hook_disabled: 'postback',
  payout_method_changed: 'payouts',
  claim_answered: 'claims',
  lead_referred: 'referral-leads',
  lead_decided: 'leads',
  deal_decided: 'deals',
};
const managerPages: Record<string, string> = {
  new_application: 'applications',
  payout_waits: 'payouts',
  case_opened: 'fraud',
  claim_filed: 'claims',
  hook_failing: 'webhooks',
  hook_disabled: 'webhooks',
  customer_asked: 'integrations',
  lead_submitted: 'leads',
  lead_answered: 'referral-leads',
  deal_registered: 'deals',
  deal_closed: 'deals',
};

/** What is told to managers though a partner has caused it. */
const forManagers = new Set([
  'new_application',
  'payout_waits',
  'case_opened',
  'claim_filed',
  'lead_submitted',
  'lead_answered',
  'deal_registered',
  'deal_closed',
]);

/** Where a notice leads: the commission, the payout, the page or the program that it is about. */
export function targetOf(notice: Notice, session: Session): Target | undefined {
  const { program_id: program, partner_id: partner, subject } = notice;
  const joined = findPartner(session, partner, program).program;
  if (joined && !forManagers.has(notice.type)) {
    const params = { partner, program };
    if (subject.startsWith('com_'))
      return { to: '/p/$partner/$program/commissions', params, search: { id: subject } };
    if (subject.startsWith('pay_'))
      return { to: '/p/$partner/$program/payouts', params, search: { id: subject } };
    const page = partnerPages[notice.type];
    return { to: (page ? `/p/$partner/$program/${page}` : '/p/$partner/$program') as '/account', params };
  }
  if (!session.programs.some((one) => one.id === program)) return undefined;
  const page = managerPages[notice.type];
  return { to: (page ? `/m/$program/${page}` : '/m/$program') as '/account', params: { program } };
}
