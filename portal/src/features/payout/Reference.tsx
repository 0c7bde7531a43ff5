import type { ManagerPayout } from '../../api';
import { useTranslation } from '../../i18n';
import styles from './Batch.module.css';

/** Where a payout is found in its provider's book, why it did not go, and what a manager found out there. */
export function Reference({ payout }: { payout: ManagerPayout }) {
  const { t } = useTranslation();
  return (
    <>
      {payout.reference ?? payout.reason ?? '–'}
      {payout.evidence && (
        <small className={styles.sent} title={t('exceptions.evidence')}>
          {payout.evidence}
        </small>
      )}
    </>
  );
}
