import { Button } from '@mantine/core';
import { useTranslation } from '../../i18n';
import styles from './Leads.module.css';
import { RejectDialog } from './RejectDialog';
import { useReview } from './useReview';

/** What can be done with all the chosen leads at once, floating above the list. */
export function ReviewBar({ ids, onDone }: { ids: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation();
  const review = useReview(onDone);
  if (ids.length === 0) return null;
  return (
    <div className={styles.bar} role="region" aria-label={t('leads.bulk')}>
      <span>{t('leads.chosen', { count: ids.length })}</span>
      <Button loading={review.busy} onClick={() => review.approve(ids)}>
        {t('leads.approve')}
      </Button>
      <Button variant="default" onClick={review.ask}>
        {t('leads.reject')}
      </Button>
      <RejectDialog review={review} ids={ids} />
    </div>
  );
}
