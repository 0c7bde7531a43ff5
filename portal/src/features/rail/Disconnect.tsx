import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { deleteRail, type ManagerRail } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import dialog from '../../kit/Dialog.module.css';
import { FormProblem } from '../../kit/FormProblem';
import { confirmPassword, OwnPassword } from '../../kit/OwnPassword';
import { said } from '../../kit/toast';
import styles from './Rails.module.css';

type Props = { rail: ManagerRail['rail']; name: string; opened: boolean; onClose: () => void };

/** Forgets a provider's keys, after the password was asked for. */
export function Disconnect({ rail, name, opened, onClose }: Props) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [password, setPassword] = useState('');
  const forget = useMutation({
    mutationFn: async () => {
      await confirmPassword(password);
      await deleteRail({ path: { ...path, rail }, throwOnError: true });
    },
    onSuccess: () => {
      onClose();
      said(t('rails.disconnected', { name }));
      void queryClient.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    forget.mutate();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('rails.disconnectTitle', { name })}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => setPassword('')}
    >
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.text}>{t('rails.disconnectText', { name })}</p>
        <OwnPassword
          label={t('rails.password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          data-autofocus
        />
        <FormProblem problem={forget.error} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" className={dialog.danger} loading={forget.isPending}>
            {t('rails.disconnect')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
