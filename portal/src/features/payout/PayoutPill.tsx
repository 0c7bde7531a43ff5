import { useTranslation } from '../../i18n';
import { Pill } from '../../kit/Pill';
import { type PayoutStatus, payoutTones } from './status';

/** A payout's state; a partner reads all states before paid as "on its way". */
export function PayoutPill({ status, plain = false }: { status: PayoutStatus; plain?: boolean }) {
  const { t } = useTranslation();
  return (
    <Pill tone={payoutTones[status]}>{plain ? t(`payoutPlain.${status}`) : t(`payoutStatus.${status}`)}</Pill>
  );
}
