import type { PartnerOffer } from '../../api';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { rewardText } from '../../kit/reward';
import styles from './OfferList.module.css';

/** What the program pays for what, with the time it holds it back. */
export function OfferList({ offers }: { offers: readonly PartnerOffer[] }) {
  const { t } = useTranslation();
  return (
    <Card title={t('overview.offers')} flush>
      {offers.length === 0 ? (
        <p className={styles.none}>{t('overview.noOffers')}</p>
      ) : (
        <ul>
          {offers.map((offer) => (
            <li key={offer.id} className={styles.offer}>
              <span>
                <span className={styles.name}>{offer.name}</span>
                <span className={styles.detail}>
                  {t(offer.recurring ? 'action.recurring' : `action.${offer.action}`)} ·{' '}
                  {t('overview.holdback', { count: offer.holdback_days })}
                </span>
              </span>
              <span className={styles.reward}>{rewardText(offer.reward)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
