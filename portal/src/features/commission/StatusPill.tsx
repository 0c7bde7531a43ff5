import { useTranslation } from '../../i18n';
import { Pill } from '../../kit/Pill';
import { type CommissionStatus, tones } from './status';

/** A commission's state. */
export function StatusPill({ status }: { status: CommissionStatus }) {
  const { t } = useTranslation();
  return <Pill tone={tones[status]}>{t(`status.${status}`)}</Pill>;
}
