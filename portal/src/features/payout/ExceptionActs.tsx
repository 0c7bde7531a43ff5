import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ManagerPayout } from '../../api';
import { dismissPayoutMutation, retryPayoutMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { useActed } from './useActed';

/** Pays anew what failed or came back. */
export function RetryPayout({
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
  const retry = useMutation({
    ...retryPayoutMutation(),
    ...useActed(t('exceptions.retried'), onClose),
  });
  return (
    <ReasonDialog
      opened={opened}
      title={t('exceptions.retryTitle', { name: payout.partner.name })}
      text={t('exceptions.retryText')}
      confirm={t('exceptions.retry')}
      busy={retry.isPending}
      onClose={onClose}
      onConfirm={() => retry.mutate({ path: { ...path, payout: payout.id } })}
    />
  );
}

/** Puts a failed payout aside. */
export function DismissButton({ payout }: { payout: ManagerPayout }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const dismiss = useMutation({
    ...dismissPayoutMutation(),
    ...useActed(t('exceptions.dismissed')),
  });
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={dismiss.isPending}
      onClick={() => dismiss.mutate({ path: { ...path, payout: payout.id } })}
    >
      {t('exceptions.dismiss')}
    </Button>
  );
}
