import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { chooseStripeAccount } from '../../api';
import { usePartnerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { confirmPassword, OwnPassword } from '../../kit/OwnPassword';
import { said } from '../../kit/toast';
import styles from './Rails.module.css';

type Props = { opened: boolean; changing: boolean; onClose: () => void };

/** Makes the Stripe account the one that the partner is paid to. */
export function StripeUse({ opened, changing, onClose }: Props) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [holder, setHolder] = useState('');
  const [password, setPassword] = useState('');
  const choose = useMutation({
    mutationFn: async () => {
      await confirmPassword(password);
      await chooseStripeAccount({ path, body: { holder: holder.trim() }, throwOnError: true });
    },
    onSuccess: () => {
      onClose();
      said(t('stripeAccount.chosen'));
      void queryClient.invalidateQueries();
    },
  });
  const wrong = choose.error ? fieldErrors(choose.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    choose.mutate();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('stripeAccount.use')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => setPassword('')}
    >
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.text}>{t(changing ? 'method.changeNote' : 'method.firstNote')}</p>
        <TextInput
          label={t('stripeAccount.holder')}
          autoComplete="name"
          maxLength={140}
          value={holder}
          onChange={(event) => setHolder(event.currentTarget.value)}
          error={wrong.holder}
          required
          withAsterisk={false}
          data-autofocus
        />
        <OwnPassword
          label={t('stripeAccount.password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <FormProblem problem={Object.keys(wrong).length > 0 ? null : choose.error} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={choose.isPending}>
            {t('stripeAccount.use')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
