import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerBatch } from '../../api';
import { cancelPayoutBatchMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { failed, said } from '../../kit/toast';
import { ApproveBatch } from './ApproveBatch';
import { ExportButton } from './ExportButton';

const early = new Set<ManagerBatch['status']>(['draft', 'reviewed']);
const sent = new Set<ManagerBatch['status']>(['approved', 'running', 'closed']);

/** The next steps of a batch: approve or cancel it, then take the file to the bank. */
export function BatchActs({ batch }: { batch: ManagerBatch }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<'approve' | 'cancel'>();
  const cancel = useMutation({
    ...cancelPayoutBatchMutation(),
    onSuccess: () => {
      setAsking(undefined);
      said(t('batches.cancelled'));
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  return (
    <>
      {sent.has(batch.status) && !batch.online && <ExportButton batch={batch} />}
      {early.has(batch.status) && (
        <>
          <Button variant="default" onClick={() => setAsking('cancel')}>
            {t('batches.cancel')}
          </Button>
          <Button onClick={() => setAsking('approve')} disabled={!batch.planned || batch.payouts === 0}>
            {t('batches.approve')}
          </Button>
        </>
      )}
      <ApproveBatch batch={batch} opened={asking === 'approve'} onClose={() => setAsking(undefined)} />
      <ReasonDialog
        opened={asking === 'cancel'}
        title={t('batches.cancelTitle')}
        text={t('batches.cancelText')}
        confirm={t('batches.cancel')}
        danger
        busy={cancel.isPending}
        onClose={() => setAsking(undefined)}
        onConfirm={() => cancel.mutate({ path: { ...path, batch: batch.id } })}
      />
    </>
  );
}
