import { Button, Modal, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { reauthenticateMutation } from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { useSignOut } from '../../shell/useSignOut';
import styles from './Account.module.css';

type Props = {
  opened: boolean;
  onClose: () => void;
  onProven: () => void;
  /** Without a password, signing in again is what proves it. */
  hasPassword: boolean;
};

/** Asks who is there to show it once more. */
export function Prove({ opened, onClose, onProven, hasPassword }: Props) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  const [password, setPassword] = useState('');
  const prove = useMutation({ ...reauthenticateMutation(), onSuccess: onProven });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (hasPassword) prove.mutate({ body: { password } });
    else signOut();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('account.prove')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => setPassword('')}
    >
      <form className={styles.form} onSubmit={submit}>
        <p>{t(hasPassword ? 'account.proveText' : 'account.proveByLink')}</p>
        {hasPassword && (
          <PasswordInput
            label={t('account.currentPassword')}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            required
            withAsterisk={false}
            data-autofocus
            visibilityToggleButtonProps={{ 'aria-label': t('auth.reveal') }}
          />
        )}
        <FormProblem problem={prove.error} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={prove.isPending}>
            {t(hasPassword ? 'account.confirm' : 'shell.signOut')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
