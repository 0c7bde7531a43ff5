import type { ManagerPromotion } from '../../api';
import { useTranslation } from '../../i18n';
import { Pill, type Tone } from '../../kit/Pill';

const tones: Record<ManagerPromotion['status'], Tone> = {
  scheduled: 'info',
  live: 'good',
  ended: 'plain',
  cancelled: 'bad',
};

/** Where a sale stands. */
export function SalePill({ status }: { status: ManagerPromotion['status'] }) {
  const { t } = useTranslation();
  return <Pill tone={tones[status]}>{t(`sales.${status}`)}</Pill>;
}
