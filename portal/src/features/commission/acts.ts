import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ManagerBulkResult } from '../../api';
import {
  approveCommissionsMutation,
  declineCommissionsMutation,
  reverseCommissionsMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { synthesized } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { failed, said } from '../../kit/toast';
import type { CommissionStatus } from './status';

export type Act = 'approve' | 'decline' | 'reverse';

/** From which states each act can start. */
const starts: Record<Act, readonly CommissionStatus[]> = {
  approve: ['pending', 'held'],
  decline: ['pending', 'held'],
  reverse: ['approved', 'available'],
};

/** The acts that a state allows. */
export const actsFor = (status: CommissionStatus): Act[] =>
  (Object.keys(starts) as Act[]).filter((act) => starts[act].includes(status));

/** Runs an act on some commissions and says how many it took. */
export function useAct(onDone: () => void): {
  run: (act: Act, ids: string[], reason: string) => void;
  busy: boolean;
} {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const after = {
    onSuccess: (result: ManagerBulkResult) => {
      said(t('commissions.did', { count: result.done }));
      const refused = result.data.find((line) => !line.ok);
      if (refused)
        failed(
          synthesized(
            409,
            refused.code ?? '',
            t('commissions.refused', { count: result.failed, why: refused.code ?? '' }),
          ),
        );
      onDone();
      void queryClient.invalidateQueries();
    },
    onError: failed,
  };
  const approve = useMutation({ ...approveCommissionsMutation(), ...after });
  const decline = useMutation({ ...declineCommissionsMutation(), ...after });
  const reverse = useMutation({ ...reverseCommissionsMutation(), ...after });
  const run = (act: Act, ids: string[], reason: string) => {
    if (act === 'approve') approve.mutate({ path, body: { ids } });
    else ({ decline, reverse })[act].mutate({ path, body: { ids, reason } });
  };
  return { run, busy: approve.isPending || decline.isPending || reverse.isPending };
}
