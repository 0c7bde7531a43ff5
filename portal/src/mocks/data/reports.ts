import type { ManagerConversion, ManagerConversionDetail } from '../../api/types.gen.ts';
import { ago, days, eur } from './base.ts';
import { commissions } from './commissions.ts';
import { ref } from './people.ts';
import { steps } from './rules.ts';

const verdicts: ManagerConversion['verdict'][] = [
  'accepted',
  'accepted',
  'unattributed',
  'accepted',
  'rejected',
  'accepted',
  'parked',
];
const sources: ManagerConversion['source'][] = ['postback', 'stripe', 'api'];

export const conversions: ManagerConversion[] = Array.from({ length: 18 }, (_, i) => {
  const verdict = verdicts[i % verdicts.length] ?? 'accepted';
  const reasons: Record<string, string> = {
    unattributed: 'no click or coupon',
    rejected: 'outside the attribution window',
    parked: 'its sale is not known yet',
  };
  return {
    id: `cnv_01JD${String(i).padStart(4, '0')}`,
    kind: verdict === 'parked' ? ('refund' as const) : i % 5 === 3 ? ('lead' as const) : ('sale' as const),
    verdict,
    transaction_id: `ord-${4711 - i}`,
    order_id: `ord-${4711 - i}`,
    source: sources[i % sources.length] ?? 'api',
    occurred_at: ago((i * 0.31 + 0.03) * days),
    ...(i % 5 === 3 ? {} : { amount: eur(4900 + ((i * 3571) % 30_000)) }),
    ...(verdict === 'accepted' ? { partner: ref(i) } : { reason: reasons[verdict] ?? '' }),
    customer: commissions[i % 7]?.customer ?? '',
    possible_double: i === 1,
  };
});

export const conversionDetail = (row: ManagerConversion): ManagerConversionDetail => ({
  ...row,
  coupon_codes: ['SPRING10'],
  cancelled: false,
  corrections: [],
  signals: ['new_customer'],
  touches: row.partner
    ? [
        { how: 'click', finding: 'won', partner: row.partner, at: row.occurred_at, self_referral: false },
        {
          how: 'coupon',
          finding: 'lost',
          partner: ref(3),
          coupon_code: 'SPRING10',
          at: row.occurred_at,
          self_referral: false,
        },
      ]
    : [],
  received_at: row.occurred_at,
  decided_at: row.occurred_at,
  commissions:
    row.verdict === 'accepted' ? [{ id: 'com_01JD0000', amount: eur(6221), status: 'pending' }] : [],
  steps:
    row.verdict === 'accepted'
      ? steps
      : [
          { step: 'click', finding: 'none was given' },
          { step: 'verdict', finding: row.verdict, values: { reason: row.reason ?? '' } },
        ],
});
