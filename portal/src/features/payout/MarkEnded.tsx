import { useMutation } from '@tanstack/react-query';
import type { ManagerPayout } from '../../api';
import { markPayoutFailedMutation, markPayoutReturnedMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { useActed } from './useActed';

/** Records that the bank could not pay, or that a transfer came back: the amount is ready to pay again. */
export function MarkEnded({
  as,
  payout,
  opened,
  onClose,
}: {
  as: 'failed' | 'returned';
  payout: ManagerPayout;
  opened: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const acted = useActed(t(`batches.${as}Done`), onClose);
  const fail = useMutation({ ...markPayoutFailedMutation(), ...acted });
  const giveBack = useMutation({ ...markPayoutReturnedMutation(), ...acted });
  const mark = as === 'failed' ? fail : giveBack;
  return (
    <ReasonDialog
      opened={opened}
      title={t(`batches.${as}Title`, { name: payout.partner.name })}
      text={t(`batches.${as}Text`)}
      reason={t('applications.reason')}
      confirm={t(as === 'failed' ? 'batches.markFailed' : 'batches.markReturned')}
      danger
      busy={mark.isPending}
      onClose={onClose}
      onConfirm={(reason) => mark.mutate({ path: { ...path, payout: payout.id }, body: { reason } })}
    />
  );
}
