import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ManagerPayout } from '../../api';
import { markPayoutFailedMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { failed, said } from '../../kit/toast';

/** Records that the bank could not pay; the amount is ready to pay again. */
export function MarkFailed({
  payout,
  opened,
  onClose,
}: {
  payout: ManagerPayout;
  opened: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const mark = useMutation({
    ...markPayoutFailedMutation(),
    onSuccess: () => {
      said(t('batches.failedDone'));
      void queryClient.invalidateQueries();
      onClose();
    },
    onError: failed,
  });
  return (
    <ReasonDialog
      opened={opened}
      title={t('batches.failedTitle', { name: payout.partner.name })}
      text={t('batches.failedText')}
      reason={t('applications.reason')}
      confirm={t('batches.markFailed')}
      danger
      busy={mark.isPending}
      onClose={onClose}
      onConfirm={(reason) => mark.mutate({ path: { ...path, payout: payout.id }, body: { reason } })}
    />
  );
}
