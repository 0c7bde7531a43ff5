import { Button } from '@mantine/core';
import type { ManagerCommission } from '../../api';
import { useTranslation } from '../../i18n';
import { ActButtons } from './ActButtons';
import { type Act, actsFor } from './acts';
import styles from './BulkBar.module.css';
import type { CommissionStatus } from './status';
import { useAllMatching } from './useAllMatching';

/** What can be done with all the chosen rows at once, or with all that the filter shows, floating above the list. */
export function BulkBar({
  chosen,
  status,
  onDone,
}: {
  chosen: readonly ManagerCommission[];
  /** The state that the list is filtered by. */
  status: CommissionStatus | undefined;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const all = useAllMatching(status);
  if (chosen.length === 0) return null;
  const ids = all.ids ?? chosen.map((row) => row.id);
  const common: Act[] = (['approve', 'release', 'hold', 'decline', 'reverse'] as const).filter((act) =>
    chosen.every((row) => actsFor(row.status).includes(act)),
  );
  return (
    <div className={styles.bar} role="region" aria-label={t('commissions.bulk')}>
      <span className={styles.count}>{t('commissions.chosen', { count: ids.length })}</span>
      {status && common.length > 0 && !all.ids && (
        <Button variant="subtle" loading={all.busy} onClick={all.collect}>
          {t('commissions.allMatching')}
        </Button>
      )}
      {common.length === 0 ? (
        <span className={styles.mixed}>{t('commissions.mixed')}</span>
      ) : (
        <ActButtons
          acts={common}
          ids={ids}
          onDone={() => {
            all.forget();
            onDone();
          }}
        />
      )}
    </div>
  );
}
