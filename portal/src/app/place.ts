import { useParams } from '@tanstack/react-router';
import type { SessionFeatures } from '../api';
import { findPartner, useSession } from './session';

const noFeatures: SessionFeatures = {
  links: false,
  custom_links: false,
  deep_links: false,
  coupons: false,
  leads: false,
  deals: false,
  claims: false,
};

/** The program a partner's page is about, with what its amounts and days are written in. */
export function usePartnerPlace() {
  const { partner = '', program = '' } = useParams({ strict: false });
  const found = findPartner(useSession(), partner, program);
  return {
    path: { partner, program },
    zone: found.program?.zone ?? 'UTC',
    style: found.program?.summary_style ?? ('affiliate' as const),
    features: found.program?.features ?? noFeatures,
    /** Admins of the organisation alone reach its bank details and postbacks. */
    admin: found.partner?.role === 'admin',
  };
}

/** The program a manager's page is about. */
export function useManagerPlace() {
  const { program = '' } = useParams({ strict: false });
  const found = useSession().programs.find((one) => one.id === program);
  return {
    path: { program },
    zone: found?.zone ?? 'UTC',
    currency: found?.currency ?? 'USD',
    slug: found?.slug ?? '',
    role: found?.role ?? '',
    features: found?.features ?? noFeatures,
  };
}
