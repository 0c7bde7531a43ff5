import { useQuery } from '@tanstack/react-query';
import { getLeadTotalsOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { count, money, percent } from '../../kit/format';
import { StatStrip } from '../../kit/StatStrip';

/** How many leads there were, what became of them, and what they have earned. */
export function LeadTotals({ sent }: { sent: boolean }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const { data } = useQuery(getLeadTotalsOptions({ path }));
  if (!data) return null;
  const stat = (
    id: 'total' | 'won' | 'pending' | 'paid' | 'sent' | 'taken' | 'rate' | 'sentWon',
    value: string,
  ) => ({ id, label: t(`leads.stat.${id}`), meaning: t(`leads.meaning.${id}`), value });
  const { referred } = data;
  return (
    <StatStrip
      compact
      stats={
        sent
          ? [
              stat('sent', count(referred.sent)),
              stat('taken', count(referred.accepted)),
              stat('rate', percent(referred.approval_rate_basis_points ?? 0)),
              stat('sentWon', count(referred.won)),
            ]
          : [
              stat('total', count(data.leads)),
              stat('won', count(data.won)),
              stat('pending', money(data.commissions_pending)),
              stat('paid', money(data.commissions_paid)),
            ]
      }
    />
  );
}
