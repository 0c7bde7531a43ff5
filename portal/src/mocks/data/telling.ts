import type { PartnerNotice } from '../../api/types.gen.ts';
import { ago, days, eur, partnerId, programId } from './base.ts';

export const notices: PartnerNotice[] = [
  {
    id: 'ntc_4',
    type: 'conversion',
    title: 'New sale: Annual plan',
    count: 1,
    at: ago(0.03 * days),
    read: false,
    program_id: programId,
    subject: 'com_01JD0000',
    amount: eur(2940),
  },
  {
    id: 'ntc_3',
    type: 'commission_approved',
    title: '12 commissions approved',
    count: 12,
    at: ago(0.4 * days),
    read: false,
    program_id: programId,
    subject: 'com_01JD0005',
    amount: eur(31_860),
  },
  {
    id: 'ntc_2',
    type: 'payout_sent',
    title: 'Payout sent',
    count: 1,
    at: ago(31 * days),
    read: true,
    program_id: programId,
    subject: 'pay_01JD0002',
    amount: eur(142_050),
  },
  {
    id: 'ntc_1',
    type: 'application_approved',
    title: 'Northwind Coffee approved your application',
    count: 1,
    at: ago(400 * days),
    read: true,
    program_id: programId,
    subject: partnerId,
  },
];
