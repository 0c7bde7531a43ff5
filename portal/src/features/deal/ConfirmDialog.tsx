import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ManagerDeal, Money, Problem } from '../../api';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { decimal, parseMoney } from '../../kit/format';
import styles from './Deals.module.css';

/** Confirms that a deal is won, with what it came to. */
export function ConfirmDialog({
  opened,
  deal,
  busy,
  problem,
  onClose,
  onConfirm,
}: {
  opened: boolean;
  deal: ManagerDeal;
  busy: boolean;
  problem: Problem | null;
  onClose: () => void;
  onConfirm: (value: Money) => void;
}) {
  const { t } = useTranslation();
  const { currency } = deal.value;
  const [typed, setTyped] = useState(() => decimal(deal.value));
  const value = parseMoney(typed, currency);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('deals.confirm')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (value) onConfirm(value);
        }}
      >
        <p className={styles.hint}>{t('deals.confirmText', { partner: deal.partner.name })}</p>
        <TextInput
          label={t('deals.valueIn', { currency })}
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
          <Button type="submit" loading={busy} disabled={!value}>
            {t('deals.confirm')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
