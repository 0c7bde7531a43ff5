import type { ManagerOffer, ManagerOfferVersion } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { date } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { rewardText } from '../../kit/reward';
import { type Names, termsText } from '../../kit/terms';
import styles from './OfferForm.module.css';
import { actionText } from './reward';

/** The versions of an offer, the newest first, each with what it changed. */
export function Versions({ offer, name }: { offer: ManagerOffer; name: Names }) {
  const { t } = useTranslation();
  const { zone } = useManagerPlace();
  const said = (one: ManagerOfferVersion | undefined) =>
    one
      ? [
          actionText(one, t),
          t('offerRules.pays0', { reward: rewardText(one.reward) }),
          ...(one.holdback_days === undefined ? [] : [t('overview.holdback', { count: one.holdback_days })]),
          ...termsText(one, t, name),
        ]
      : [];
  return (
    <Lines
      title={t('offers.versions', { count: offer.versions.length })}
      lines={offer.versions.map((one, i) => {
        const before = said(offer.versions[i + 1]);
        const now = said(one);
        const planned = Date.parse(one.effective_at) > Date.now();
        return {
          id: String(one.version),
          text: (
            <>
              {t('offers.versionOf', { version: one.version })}
              {offer.versions[i + 1] && (
                <ul className={styles.terms}>
                  {before
                    .filter((text) => !now.includes(text))
                    .map((text) => (
                      <li key={`-${text}`} className={styles.gone}>
                        {text}
                      </li>
                    ))}
                  {now
                    .filter((text) => !before.includes(text))
                    .map((text) => (
                      <li key={text}>{text}</li>
                    ))}
                </ul>
              )}
            </>
          ),
          meta: t(planned ? 'offerRules.plannedFor' : 'offers.from', { date: date(one.effective_at, zone) }),
          amount: rewardText(one.reward),
        };
      })}
    />
  );
}
