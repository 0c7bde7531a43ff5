import type { PartnerCurrencyFigures } from '../../api';
import { useTranslation } from '../../i18n';
import { StatStrip } from '../../kit/StatStrip';
import { ofPartner, reportStats } from './figures';

const shown = new Set(['clicks', 'signups', 'customers', 'sales', 'revenue', 'commission']);

/** What all programs of one currency come to; the currency is named where there are several. */
export function CurrencyFigures({ total, alone }: { total: PartnerCurrencyFigures; alone: boolean }) {
  const { t } = useTranslation();
  const stats = reportStats(ofPartner(total.now), ofPartner(total.before), t)
    .flat()
    .filter((stat) => shown.has(stat.id));
  return (
    <StatStrip
      stats={alone ? stats : stats.map((stat) => ({ ...stat, label: `${stat.label} · ${total.currency}` }))}
      compact
    />
  );
}
