import type { Branding, Session } from '../../api/types.gen.ts';
import { ago, days, features, halyard, northwind, otherProgramId, partnerId, programId } from './base.ts';

export const session: Session = {
  user: { id: 'usr_01JD0MAYA', name: 'Maya Kovač', email: 'maya@example.test', has_password: true },
  partners: [
    {
      id: partnerId,
      name: 'Kovač Media',
      role: 'admin',
      programs: [
        {
          id: programId,
          slug: 'northwind',
          name: 'Northwind Coffee',
          brand: northwind,
          status: 'approved',
          currency: 'EUR',
          zone: 'Europe/Berlin',
          agreement_due: false,
          summary_style: 'affiliate',
          features,
          navigation: [{ label: 'Partner community', url: 'https://community.northwind.example/' }],
        },
        {
          id: otherProgramId,
          slug: 'halyard',
          name: 'Halyard Sails',
          brand: halyard,
          status: 'applied',
          currency: 'USD',
          zone: 'America/New_York',
          agreement_due: false,
          summary_style: 'affiliate',
          features,
          navigation: [],
        },
      ],
    },
  ],
  programs: [],
  expires_at: ago(-days),
  founds: false,
  network: true,
  operates: false,
  level: 'single',
};

export const managerSession: Session = {
  user: { id: 'usr_01JD0IRIS', name: 'Iris Holm', email: 'iris@example.test', has_password: true },
  partners: [],
  programs: [
    {
      id: programId,
      slug: 'northwind',
      name: 'Northwind Coffee',
      brand: northwind,
      role: 'owner',
      currency: 'EUR',
      zone: 'Europe/Berlin',
      features,
    },
  ],
  expires_at: ago(-days),
  founds: false,
  network: true,
  operates: false,
  level: 'single',
};

export const branding: Branding = {
  program_id: programId,
  slug: 'northwind',
  name: 'Northwind Coffee',
  color: northwind.color,
  initial: 'N',
  website: 'https://northwind.example',
  applications_open: true,
};
