import type { ManagerTestVerdict } from '../../api';
import { useTranslation } from '../../i18n';
import { money } from '../../kit/format';
import { Trace } from '../../kit/Trace';
import { VerdictPill } from '../../kit/VerdictPill';
import styles from './Settings.module.css';

/** What a trial came to, and why. */
export function TestVerdict({ verdict }: { verdict: ManagerTestVerdict }) {
  const { t } = useTranslation();
  return (
    <div className={styles.form} role="status">
      <div className={styles.preview}>
        <VerdictPill verdict={verdict.verdict} />
        {verdict.reason && <span>{verdict.reason}</span>}
        {verdict.commissions.map((one) => (
          <strong key={one.id}>{money(one.amount)}</strong>
        ))}
      </div>
      <Trace title={t('commissions.whyManager')} steps={verdict.steps} />
    </div>
  );
}
