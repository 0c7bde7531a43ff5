import { Button, Modal } from '@mantine/core';
import { Download } from 'lucide-react';
import { useTranslation } from '../../i18n';
import dialog from '../../kit/Dialog.module.css';
import { saveAs } from '../../kit/saveAs';
import styles from './Security.module.css';

type Props = { codes: string[]; onClose: () => void };

/** Shows recovery codes, the one time that they are known. */
export function RecoveryDialog({ codes, onClose }: Props) {
  const { t } = useTranslation();
  const save = () =>
    saveAs('recovery-codes.txt', 'text/plain', `${window.location.host}\n\n${codes.join('\n')}\n`);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('security.codesTitle')}
      size={480}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <div className={dialog.form}>
        <p className={dialog.text}>{t('security.codesText')}</p>
        <ul className={styles.codes} aria-label={t('security.codesTitle')}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className={dialog.actions}>
          <Button variant="default" leftSection={<Download size={15} aria-hidden="true" />} onClick={save}>
            {t('security.saveCodes')}
          </Button>
          <Button onClick={onClose}>{t('security.kept')}</Button>
        </div>
      </div>
    </Modal>
  );
}
