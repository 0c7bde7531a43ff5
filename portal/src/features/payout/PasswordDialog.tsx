import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { confirmPassword, OwnPassword } from '../../kit/OwnPassword';
import { said } from '../../kit/toast';
import styles from './Batch.module.css';

type Props = {
  opened: boolean;
  title: string;
  text: string;
  confirm: string;
  /** What is said when it is done. */
  done: string;
  onClose: () => void;
  onConfirm: () => Promise<unknown>;
  /** What else is asked for. */
  children?: ReactNode;
};

/** Asks for the password once more, because after this money moves. */
export function PasswordDialog({ opened, title, text, confirm, done, onClose, onConfirm, children }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [password, setPassword] = useState('');
  const act = useMutation({
    mutationFn: async () => {
      await confirmPassword(password);
      await onConfirm();
    },
    onSuccess: () => {
      said(done);
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => setPassword('')}
    >
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.text}>{text}</p>
        {children}
        <OwnPassword
          label={t('payouts.password')}
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
        />
        <FormProblem problem={act.error} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={act.isPending}>
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
