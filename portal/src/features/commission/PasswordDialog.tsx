import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n';
import { OwnPassword } from '../../kit/OwnPassword';
import styles from './Forms.module.css';

/** Asks for the password again before something that only the person themselves may do. */
export function PasswordDialog({
  opened,
  title,
  text,
  confirm,
  busy,
  onClose,
  onConfirm,
}: {
  opened: boolean;
  title: string;
  text: string;
  confirm: string;
  busy: boolean;
  onClose: () => void;
  onConfirm: (password: string) => void;
}) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => setPassword('')}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm(password);
        }}
      >
        <p className={styles.text}>{text}</p>
        <OwnPassword
          label={t('batches.password')}
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
          data-autofocus
        />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!password}>
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
