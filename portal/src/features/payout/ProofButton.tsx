import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { getPayoutProof } from '../../api';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { saveAs } from '../../kit/saveAs';
import { failed } from '../../kit/toast';
import styles from './Proof.module.css';

/** Saves the proof that a payout is in the program's signed book, and says how to verify it. */
export function ProofButton({ id }: { id: string }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const take = useMutation({
    mutationFn: async () =>
      (await getPayoutProof({ path: { ...path, payout: id }, parseAs: 'text', throwOnError: true })).data,
    onSuccess: (proof) => saveAs(`proof-${id}.ndjson`, 'application/x-ndjson', String(proof)),
    onError: failed,
  });
  return (
    <div className={styles.proof}>
      <Button
        variant="default"
        leftSection={<ShieldCheck size={15} aria-hidden="true" />}
        loading={take.isPending}
        onClick={() => take.mutate()}
      >
        {t('payouts.proof')}
      </Button>
      <p className={styles.hint}>{t('payouts.proofText')}</p>
    </div>
  );
}
