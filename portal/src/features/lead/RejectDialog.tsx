import { useTranslation } from '../../i18n';
import { ReasonDialog } from '../../kit/ReasonDialog';
import type { Review } from './useReview';

/** Asks why leads are rejected: their partners read it. */
export function RejectDialog({ review, ids }: { review: Review; ids: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <ReasonDialog
      opened={review.asking}
      title={t('leads.rejectTitle', { count: ids.length })}
      text={t('leads.rejectText')}
      confirm={t('leads.reject')}
      danger
      reason={t('leads.reason')}
      busy={review.busy}
      onClose={review.stop}
      onConfirm={(reason) => review.reject(ids, reason)}
    />
  );
}
