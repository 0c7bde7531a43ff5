import { useTranslation } from '../../i18n';
import { Pill } from '../../kit/Pill';
import { type DealStatus, tones } from './status';

/** Where a deal stands. */
export function DealPill({ status }: { status: DealStatus }) {
  const { t } = useTranslation();
  return <Pill tone={tones[status]}>{t(`deals.status.${status}`)}</Pill>;
}
