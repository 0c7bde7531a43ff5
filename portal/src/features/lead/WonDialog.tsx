import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Money, Problem } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { parseMoney } from '../../kit/format';
import styles from './Leads.module.css';

/** Asks what a lead was won with: the sale that its partner is paid for. */
export function WonDialog({
  opened,
  text,
  busy,
  problem,
  onClose,
  onConfirm,
}: {
  opened: boolean;
  text: string;
  busy: boolean;
  problem: Problem | null;
  onClose: () => void;
  onConfirm: (amount: Money) => void;
}) {
  const { t } = useTranslation();
  const { currency } = useManagerPlace();
  const [typed, setTyped] = useState('');
  const amount = parseMoney(typed, currency);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('leads.markWon')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (amount) onConfirm(amount);
        }}
      >
        <p className={styles.hint}>{text}</p>
        <TextInput
          label={t('leads.amountIn', { currency })}
          inputMode="decimal"
          value={typed}
          onChange={(e) => setTyped(e.currentTarget.value)}
          data-autofocus
          required
          withAsterisk={false}
        />
        <FormProblem problem={problem} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!amount}>
            {t('leads.markWon')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
