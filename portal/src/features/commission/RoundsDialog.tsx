import { Button, Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { failed, said } from '../../kit/toast';
import styles from './Forms.module.css';

type Props = {
  opened: boolean;
  title: string;
  text: string;
  label: string;
  kind: 'number' | 'date';
  initial: string;
  onClose: () => void;
  /** Does a part of the work; next is where to go on, undefined at the end. */
  round: (value: string, next: string | undefined) => Promise<{ done: number; next: string | undefined }>;
};

/** Asks for one value and does a long piece of work with it, part by part, showing how far it is. */
export function RoundsDialog({ opened, title, text, label, kind, initial, onClose, round }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [value, setValue] = useState(initial);
  const [done, setDone] = useState<number>();
  const work = async () => {
    let sum = 0;
    setDone(0);
    try {
      let next: string | undefined;
      do {
        const part = await round(value, next);
        sum += part.done;
        next = part.next;
        setDone(sum);
      } while (next);
      said(t('commissions.did', { count: sum }));
      onClose();
    } catch (thrown) {
      failed(toProblem(thrown));
    } finally {
      setDone(undefined);
      void queryClient.invalidateQueries();
    }
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void work();
        }}
      >
        <p className={styles.text}>{text}</p>
        <TextInput
          label={label}
          type={kind}
          {...(kind === 'number' ? { min: 0, max: 365 } : {})}
          value={value}
          onChange={(e) => setValue(e.currentTarget.value)}
          required
          withAsterisk={false}
        />
        {done !== undefined && <p className={styles.text}>{t('adjustments.soFar', { count: done })}</p>}
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={done !== undefined} disabled={!value}>
            {title}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
