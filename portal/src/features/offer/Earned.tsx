import type { ManagerEarnedLine, ManagerSimulation } from '../../api';
import { useTranslation } from '../../i18n';
import { money } from '../../kit/format';
import { Lines } from '../../kit/Lines';
import { rewardText } from '../../kit/reward';
import { Trace } from '../../kit/Trace';
import styles from './OfferForm.module.css';

const reasons = [
  'no_offer',
  'conditions_not_met',
  'term_ended',
  'customer_unknown',
  'product_excluded',
  'cap_reached',
  'budget_spent',
] as const;

/** What an order would earn, line by line, and what was looked at. */
export function Earned({ result }: { result: ManagerSimulation }) {
  const { t } = useTranslation();
  const reason = reasons.find((one) => one === result.reason);
  const line = (one: ManagerEarnedLine, id: string) => ({
    id,
    text: one.rule || t('offerRules.ownReward'),
    meta: t(one.cut.amount > 0 ? 'offerRules.lineCut' : 'offerRules.lineOf', {
      reward: rewardText(one.reward),
      base: money(one.base),
      cut: money(one.cut),
    }),
    amount: money(one.earned),
  });
  return (
    <div className={styles.list} role="status">
      <p className={styles.sum}>{t('offerRules.earns', { amount: money(result.earned) })}</p>
      {reason && <p>{t(`offerRules.why.${reason}`)}</p>}
      {result.offer_name && (
        <p className={styles.hint}>
          {t('offerRules.by', { name: result.offer_name, version: result.version ?? 0 })}
        </p>
      )}
      <Lines title={t('offerRules.lines')} lines={result.lines.map((one, i) => line(one, String(i)))} />
      {result.difference && (
        <Lines title={t('offerRules.difference')} lines={[line(result.difference, 'difference')]} />
      )}
      <Trace title={t('offerRules.steps')} steps={result.steps} />
    </div>
  );
}
