import { Button, Modal, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from '../i18n';
import styles from './Dialog.module.css';

type Props = {
  opened: boolean;
  title: string;
  text: string;
  confirm: string;
  danger?: boolean;
  /** Asks for a reason, which is then required. */
  reason?: string;
  busy: boolean;
  /** What else is to be decided. */
  children?: ReactNode;
  onClose: () => void;
  onConfirm: (reason: string) => void;
};

/** Asks before something that cannot be taken back, and for the reason where one is due. */
export function ReasonDialog({
  opened,
  title,
  text,
  confirm,
  danger = false,
  reason,
  busy,
  children,
  onClose,
  onConfirm,
}: Props) {
  const { t } = useTranslation();
  const [value, setValue] = useState('');
  const missing = reason !== undefined && value.trim() === '';
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => setValue('')}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!missing) onConfirm(value.trim());
        }}
      >
        <p className={styles.text}>{text}</p>
        {reason !== undefined && (
          <Textarea
            label={reason}
            value={value}
            onChange={(e) => setValue(e.currentTarget.value)}
            rows={3}
            maxLength={500}
            data-autofocus
            required
            withAsterisk={false}
          />
        )}
        {children}
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            loading={busy}
            disabled={missing}
            {...(danger ? { className: styles.danger } : {})}
          >
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
