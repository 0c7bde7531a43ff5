import type { PublicProgram } from '../../api';
import { useTranslation } from '../../i18n';
import { money } from '../../kit/format';
import { rewardText } from '../../kit/reward';
import styles from './Terms.module.css';

/** What a program pays and when, in three lines. */
export function Terms({ program }: { program: PublicProgram }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.terms}>
      {program.offers.map((offer) => (
        <li key={offer.id}>
          <strong>{rewardText(offer.reward)}</strong> {offer.name}
        </li>
      ))}
      <li>{t('apply.window', { count: program.attribution_window_days })}</li>
      <li>{t('apply.hold', { count: program.holdback_days })}</li>
      {program.minimum_payout.amount > 0 && (
        <li>{t('apply.minimum', { amount: money(program.minimum_payout) })}</li>
      )}
    </ul>
  );
}
