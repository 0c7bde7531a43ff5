import type { ManagerCommission } from '../../api';
import { useTranslation } from '../../i18n';
import { ActButtons } from './ActButtons';
import { actsFor } from './acts';
import styles from './BulkBar.module.css';

/** What can be done with all the chosen rows at once, floating above the list. */
export function BulkBar({ chosen, onDone }: { chosen: readonly ManagerCommission[]; onDone: () => void }) {
  const { t } = useTranslation();
  if (chosen.length === 0) return null;
  const common = (['approve', 'decline', 'reverse'] as const).filter((act) =>
    chosen.every((row) => actsFor(row.status).includes(act)),
  );
  return (
    <div className={styles.bar} role="region" aria-label={t('commissions.bulk')}>
      <span className={styles.count}>{t('commissions.chosen', { count: chosen.length })}</span>
      {common.length === 0 ? (
        <span className={styles.mixed}>{t('commissions.mixed')}</span>
      ) : (
        <ActButtons acts={common} ids={chosen.map((row) => row.id)} onDone={onDone} />
      )}
    </div>
  );
}
