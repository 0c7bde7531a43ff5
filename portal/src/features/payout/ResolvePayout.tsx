import { Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type ManagerPayout, resolvePayout } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { money } from '../../kit/format';
import styles from './Batch.module.css';
import { PasswordDialog } from './PasswordDialog';

/** Says what became of a payout whose outcome no machine can find out. */
export function ResolvePayout({
  payout,
  opened,
  onClose,
}: {
  payout: ManagerPayout;
  opened: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const [outcome, setOutcome] = useState('');
  const [evidence, setEvidence] = useState('');
  return (
    <PasswordDialog
      opened={opened}
      title={t('exceptions.resolveTitle', { name: payout.partner.name })}
      text={t('exceptions.resolveText', { amount: money(payout.net), id: payout.id })}
      confirm={t('exceptions.resolve')}
      done={t('exceptions.resolved')}
      onClose={onClose}
      onConfirm={() =>
        resolvePayout({
          path: { ...path, payout: payout.id },
          body: { paid: outcome === 'paid', evidence: evidence.trim() },
          throwOnError: true,
        })
      }
    >
      <Radio.Group
        value={outcome}
        onChange={setOutcome}
        required
        withAsterisk={false}
        label={t('exceptions.why')}
      >
        <div className={styles.form}>
          <Radio value="paid" label={t('exceptions.paid')} required />
          <Radio value="not" label={t('exceptions.notPaid')} required />
        </div>
      </Radio.Group>
      <Textarea
        label={t('exceptions.evidence')}
        description={t('exceptions.evidenceHint')}
        value={evidence}
        onChange={(e) => setEvidence(e.currentTarget.value)}
        rows={3}
        maxLength={500}
        required
        withAsterisk={false}
      />
    </PasswordDialog>
  );
}
