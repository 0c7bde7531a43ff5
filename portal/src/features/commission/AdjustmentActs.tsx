import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { approveAdjustment, type ManagerAdjustment, rejectAdjustment } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { signedMoney } from '../../kit/format';
import { confirmPassword } from '../../kit/OwnPassword';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { failed, said } from '../../kit/toast';
import styles from './Forms.module.css';
import { PasswordDialog } from './PasswordDialog';

/** Approves or rejects a correction that waits. One's own asks for the password again. */
export function AdjustmentActs({ adjustment }: { adjustment: ManagerAdjustment }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<'approve' | 'reject'>();
  const one = { ...path, adjustment: adjustment.id };
  const after = {
    onSuccess: () => {
      said(t('adjustments.decided'));
      setAsking(undefined);
      void queryClient.invalidateQueries();
    },
    onError: failed,
  };
  const approve = useMutation({
    mutationFn: async (password: string) => {
      await confirmPassword(password);
      await approveAdjustment({ path: one, throwOnError: true });
    },
    ...after,
  });
  const reject = useMutation({
    mutationFn: async (reason: string) => {
      await rejectAdjustment({ path: one, body: { reason }, throwOnError: true });
    },
    ...after,
  });
  const about = t('adjustments.about', {
    amount: signedMoney(adjustment.amount),
    partner: adjustment.partner.name,
    reason: adjustment.reason,
  });
  return (
    <span className={styles.acts}>
      <Button size="xs" onClick={() => setAsking('approve')}>
        {t('adjustments.approve')}
      </Button>
      <Button size="xs" variant="default" onClick={() => setAsking('reject')}>
        {t('adjustments.reject')}
      </Button>
      {adjustment.mine ? (
        <PasswordDialog
          opened={asking === 'approve'}
          title={t('adjustments.approveTitle')}
          text={t('adjustments.ownText', { about })}
          confirm={t('adjustments.approve')}
          busy={approve.isPending}
          onClose={() => setAsking(undefined)}
          onConfirm={(password) => approve.mutate(password)}
        />
      ) : (
        <ReasonDialog
          opened={asking === 'approve'}
          title={t('adjustments.approveTitle')}
          text={about}
          confirm={t('adjustments.approve')}
          busy={approve.isPending}
          onClose={() => setAsking(undefined)}
          onConfirm={() => approve.mutate('')}
        />
      )}
      <ReasonDialog
        opened={asking === 'reject'}
        title={t('adjustments.rejectTitle')}
        text={about}
        confirm={t('adjustments.reject')}
        danger
        reason={t('adjustments.rejectReason')}
        busy={reject.isPending}
        onClose={() => setAsking(undefined)}
        onConfirm={(reason) => reject.mutate(reason)}
      />
    </span>
  );
}
