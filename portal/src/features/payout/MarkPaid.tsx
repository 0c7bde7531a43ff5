import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ManagerPayout } from '../../api';
import { markPayoutPaidMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { money } from '../../kit/format';
import { said } from '../../kit/toast';
import styles from './Batch.module.css';

/** Records that the bank paid: the reference is what the partner will find in their account. */
export function MarkPaid({
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
  const [reference, setReference] = useState('');
  const mark = useMutation({
    ...markPayoutPaidMutation(),
    onSuccess: () => {
      said(t('batches.marked', { name: payout.partner.name }));
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mark.mutate({ path: { ...path, payout: payout.id }, body: { reference: reference.trim() } });
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('batches.markTitle', { name: payout.partner.name })}
      size={420}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => setReference('')}
    >
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.text}>{t('batches.markText', { amount: money(payout.amount) })}</p>
        <TextInput
          label={t('payouts.reference')}
          description={t('batches.referenceHint')}
          value={reference}
          onChange={(e) => setReference(e.currentTarget.value)}
          maxLength={140}
          required
          withAsterisk={false}
          data-autofocus
        />
        <FormProblem problem={mark.error} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={mark.isPending} disabled={reference.trim() === ''}>
            {t('batches.markPaid')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
