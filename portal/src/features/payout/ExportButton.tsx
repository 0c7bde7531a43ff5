import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { exportPayoutBatch, type ManagerBatch } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { saveAs } from '../../kit/saveAs';
import { failed } from '../../kit/toast';
import { nameOf, typeOf } from './WithdrawalActs';

/** Takes the bank's file. It marks the payouts as exported, so it is asked for by POST and saved from memory. */
export function ExportButton({ batch }: { batch: ManagerBatch }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const take = useMutation({
    mutationFn: async () =>
      await exportPayoutBatch({ path: { ...path, batch: batch.id }, parseAs: 'blob', throwOnError: true }),
    onSuccess: ({ data, response }) => {
      saveAs(nameOf(response, `${batch.id}.csv`), typeOf(response), data);
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  return (
    <Button
      variant={batch.status === 'closed' ? 'default' : 'filled'}
      leftSection={<Download size={16} aria-hidden="true" />}
      loading={take.isPending}
      onClick={() => take.mutate()}
    >
      {t('batches.export')}
    </Button>
  );
}
