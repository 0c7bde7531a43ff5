import { useTranslation } from '../../i18n';
import { Pill } from '../../kit/Pill';
import { type PayoutStatus, payoutTones } from './status';

/** A payout's state; a partner reads all states before paid as "on its way". */
export function PayoutPill({
  status,
  plain = false,
  awaiting = false,
}: {
  status: PayoutStatus;
  plain?: boolean;
  awaiting?: boolean;
}) {
  const { t } = useTranslation();
  if (awaiting) return <Pill tone="warn">{t('payouts.awaiting')}</Pill>;
  return (
    <Pill tone={payoutTones[status]}>{plain ? t(`payoutPlain.${status}`) : t(`payoutStatus.${status}`)}</Pill>
  );
}
