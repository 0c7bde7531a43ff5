import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ManagerPayout } from '../../api';
import { markPayoutReturnedMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { failed, said } from '../../kit/toast';

/** Records that a transfer came back; the amount is ready to pay again. */
export function MarkReturned({
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
    ...markPayoutReturnedMutation(),
    onSuccess: () => {
      said(t('batches.returnedDone'));
      void queryClient.invalidateQueries();
      onClose();
    },
    onError: failed,
  });
  return (
    <ReasonDialog
      opened={opened}
      title={t('batches.returnedTitle', { name: payout.partner.name })}
      text={t('batches.returnedText')}
      reason={t('applications.reason')}
      confirm={t('batches.markReturned')}
      danger
      busy={mark.isPending}
      onClose={onClose}
      onConfirm={(reason) => mark.mutate({ path: { ...path, payout: payout.id }, body: { reason } })}
    />
  );
}
