import type { PartnerCurrencyTotal } from '../../api';
import { useTranslation } from '../../i18n';
import { money } from '../../kit/format';
import { StatStrip } from '../../kit/StatStrip';

/** What all programs of one currency come to. Currencies are never added. */
export function CurrencyTotals({ total }: { total: PartnerCurrencyTotal }) {
  const { t } = useTranslation();
  const stat = (id: 'earnings' | 'pending' | 'available' | 'in_transit' | 'paid') => ({
    id,
    label: t(`total.${id}`, { currency: total.currency }),
    meaning: t(`meaning.${id}`),
    value: money(total[id]),
  });
  return (
    <StatStrip
      stats={[stat('earnings'), stat('pending'), stat('available'), stat('in_transit'), stat('paid')]}
      compact
    />
  );
}
