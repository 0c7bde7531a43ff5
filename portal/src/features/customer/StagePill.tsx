import { useTranslation } from '../../i18n';
import { Pill } from '../../kit/Pill';

/** How far a customer came. */
export function StagePill({ signedUp, purchased }: { signedUp: boolean; purchased: boolean }) {
  const { t } = useTranslation();
  if (purchased) return <Pill tone="good">{t('customers.stagePaid')}</Pill>;
  if (signedUp) return <Pill tone="info">{t('customers.stageSignedUp')}</Pill>;
  return <Pill tone="plain">{t('customers.stageKnown')}</Pill>;
}
