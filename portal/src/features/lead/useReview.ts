import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerBulkResult, Problem } from '../../api';
import { approveLeadsMutation, rejectLeadsMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { said } from '../../kit/toast';

/** Approves and rejects leads, one or many. */
export function useReview(onDone: () => void) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const onSuccess = (result: ManagerBulkResult) => {
    if (result.done > 0) said(t('leads.decided', { count: result.done }));
    if (result.failed > 0) said(t('leads.notDecided', { count: result.failed }));
    setAsking(false);
    void queryClient.invalidateQueries();
    onDone();
  };
  const approve = useMutation({ ...approveLeadsMutation(), onSuccess });
  const reject = useMutation({ ...rejectLeadsMutation(), onSuccess });
  return {
    asking,
    ask: () => setAsking(true),
    stop: () => setAsking(false),
    busy: approve.isPending || reject.isPending,
    problem: (approve.error ?? reject.error) as Problem | null,
    approve: (ids: readonly string[]) => approve.mutate({ path, body: { ids: [...ids] } }),
    reject: (ids: readonly string[], reason: string) =>
      reject.mutate({ path, body: { ids: [...ids], reason } }),
  };
}

export type Review = ReturnType<typeof useReview>;
