import type { ManagerOffer } from '../../api';
import { useTranslation } from '../../i18n';
import { day, money } from '../../kit/format';
import { Meter } from '../../kit/Meter';
import styles from './OfferForm.module.css';

/** How much of an offer's budgets is gone in the periods that run now. */
export function Budgets({ offer }: { offer: ManagerOffer }) {
  const { t } = useTranslation();
  if (!offer.budgets || offer.budgets.length === 0) return null;
  return (
    <section className={styles.list} aria-label={t('offerRules.budgets')}>
      {offer.budgets.map((one) => (
        <Meter
          key={`${one.per} ${one.soft} ${one.limit.amount}`}
          label={t(one.soft ? 'offerRules.budgetSoft' : 'offerRules.budgetHard', {
            spent: money(one.spent),
            limit: money(one.limit),
            per: t(`terms.per.${one.per}`),
          })}
          value={one.spent.amount}
          most={one.limit.amount}
          {...(one.to ? { note: t('offerRules.budgetUntil', { day: day(one.to) }) } : {})}
        />
      ))}
    </section>
  );
}
