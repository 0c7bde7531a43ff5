import type { ManagerSpiff } from '../../api';
import { useTranslation } from '../../i18n';
import { Pill, type Tone } from '../../kit/Pill';

const tones: Record<ManagerSpiff['status'], Tone> = {
  scheduled: 'info',
  active: 'good',
  ended: 'plain',
  cancelled: 'bad',
};

/** Where a SPIFF stands. */
export function SpiffPill({ status }: { status: ManagerSpiff['status'] }) {
  const { t } = useTranslation();
  return <Pill tone={tones[status]}>{t(`spiffs.${status}`)}</Pill>;
}
