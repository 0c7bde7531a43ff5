import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { approvePayoutBatch, type ManagerBatch } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { money } from '../../kit/format';
import { confirmPassword, OwnPassword } from '../../kit/OwnPassword';
import { said } from '../../kit/toast';
import styles from './Batch.module.css';

/** Approves a run. Asks for the password again, because after this money leaves. */
export function ApproveBatch({
  batch,
  opened,
  onClose,
}: {
  batch: ManagerBatch;
  opened: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [password, setPassword] = useState('');
  const approve = useMutation({
    mutationFn: async () => {
      await confirmPassword(password);
      await approvePayoutBatch({ path: { ...path, batch: batch.id }, throwOnError: true });
    },
    onSuccess: () => {
      said(t('batches.approved'));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    approve.mutate();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('batches.approveTitle')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => setPassword('')}
    >
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.text}>
          {t('batches.approveText', { count: batch.payouts, amount: money(batch.total) })}
        </p>
        <OwnPassword
          label={t('batches.password')}
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
          data-autofocus
        />
        <FormProblem problem={approve.error} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={approve.isPending}>
            {t('batches.approve')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
