import type { PartnerOffer } from '../../api';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { count, money } from '../../kit/format';
import { rewardText } from '../../kit/reward';
import { termsText } from '../../kit/terms';
import styles from './OfferList.module.css';

function actionKey({ action, recurring }: PartnerOffer) {
  if (action === 'recurring') return 'action.renewal' as const;
  return recurring ? ('action.recurring' as const) : (`action.${action}` as const);
}

/** What the program pays for what, with the time it holds it back. */
export default function OfferList({ offers }: { offers: readonly PartnerOffer[] }) {
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
                  {t(actionKey(offer))} · {t('overview.holdback', { count: offer.holdback_days })}
                </span>
                {termsText(offer, t).map((text) => (
                  <span key={text} className={styles.detail}>
                    {text}
                  </span>
                ))}
                {offer.sold && (
                  <span className={styles.detail}>
                    {t('overview.soldSoFar', {
                      amount: money(offer.sold.amount),
                      count: offer.sold.count,
                      shown: count(offer.sold.count),
                    })}
                  </span>
                )}
              </span>
              <span className={styles.reward}>{rewardText(offer.reward)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
