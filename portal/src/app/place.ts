import { useParams } from '@tanstack/react-router';
import { findPartner, useSession } from './session';

/** The program a partner's page is about, with what its amounts and days are written in. */
export function usePartnerPlace(): {
  path: { partner: string; program: string };
  zone: string;
  currency: string;
  name: string;
} {
  const { partner = '', program = '' } = useParams({ strict: false });
  const found = findPartner(useSession(), partner, program).program;
  return {
    path: { partner, program },
    zone: found?.zone ?? 'UTC',
    currency: found?.currency ?? 'USD',
    name: found?.name ?? '',
  };
}

/** The program a manager's page is about. */
export function useManagerPlace(): {
  path: { program: string };
  zone: string;
  currency: string;
  slug: string;
  name: string;
} {
  const { program = '' } = useParams({ strict: false });
  const found = useSession().programs.find((one) => one.id === program);
  return {
    path: { program },
    zone: found?.zone ?? 'UTC',
    currency: found?.currency ?? 'USD',
    slug: found?.slug ?? '',
    name: found?.name ?? '',
  };
}
