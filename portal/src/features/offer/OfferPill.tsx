import type { ManagerOffer } from '../../api';
import { useTranslation } from '../../i18n';
import { Pill } from '../../kit/Pill';

/** Whether an offer is in force, still to come, or retired. */
export function OfferPill({ offer }: { offer: ManagerOffer }) {
  const { t } = useTranslation();
  if (offer.status === 'retired') return <Pill tone="plain">{t('offers.retired')}</Pill>;
  return offer.current ? (
    <Pill tone="good">{t('offers.inForce')}</Pill>
  ) : (
    <Pill tone="info">{t('offers.planned')}</Pill>
  );
}
