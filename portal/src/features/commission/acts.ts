import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  approveCommissions,
  declineCommissions,
  holdCommissions,
  type ManagerBulkLine,
  type ManagerBulkResult,
  releaseCommissions,
  reverseCommissions,
} from '../../api';
import { useManagerPlace } from '../../app/place';
import { synthesized, toProblem } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { failed, said } from '../../kit/toast';
import type { CommissionStatus } from './status';

/** What can be done with commissions. */
export type Act = 'approve' | 'release' | 'hold' | 'decline' | 'reverse';

/** From which states each act can start. */
const starts: Record<Act, readonly CommissionStatus[]> = {
  approve: ['pending', 'held'],
  release: ['held'],
  hold: ['pending'],
  decline: ['pending', 'held'],
  reverse: ['approved', 'available'],
};

/** The acts that a state allows. */
export const actsFor = (status: CommissionStatus): Act[] =>
  (Object.keys(starts) as Act[]).filter((act) => starts[act].includes(status));

/** Whether an act takes something from the partner, or keeps it, and therefore needs a reason. */
export const needsReason = (act: Act) => act === 'hold' || act === 'decline' || act === 'reverse';

/** How many ids one call may name; the server decides a part of them at a time. */
const atMost = 1000;

type Called = { path: { program: string }; ids: string[]; from: number; reason: string };

async function call(act: Act, { path, ids, from, reason }: Called): Promise<ManagerBulkResult> {
  const chosen = { path, body: { ids, from }, throwOnError: true as const };
  const reasoned = { path, body: { ids, from, reason }, throwOnError: true as const };
  switch (act) {
    case 'approve':
      return (await approveCommissions(chosen)).data;
    case 'release':
      return (await releaseCommissions(chosen)).data;
    case 'hold':
      return (await holdCommissions(reasoned)).data;
    case 'decline':
      return (await declineCommissions(reasoned)).data;
    case 'reverse':
      return (await reverseCommissions(reasoned)).data;
  }
}

/** Runs an act on any number of commissions, part by part, and says how many it took. What fails midway is simply run again. */
export function useAct(onDone: () => void): {
  run: (act: Act, ids: string[], reason: string) => Promise<void>;
  progress: { done: number; of: number } | undefined;
} {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState<{ done: number; of: number }>();
  const run = async (act: Act, ids: string[], reason: string) => {
    let done = 0;
    const refused: ManagerBulkLine[] = [];
    setProgress({ done: 0, of: ids.length });
    try {
      for (let start = 0; start < ids.length; start += atMost) {
        const part = ids.slice(start, start + atMost);
        for (let from: number | undefined = 0; from !== undefined; ) {
          const result: ManagerBulkResult = await call(act, { path, ids: part, from, reason });
          done += result.done;
          refused.push(...result.data.filter((line) => !line.ok));
          from = result.next;
          setProgress({ done: start + (from ?? part.length), of: ids.length });
        }
      }
      said(t('commissions.did', { count: done }));
      const first = refused[0];
      if (first)
        failed(
          synthesized(
            409,
            first.code ?? '',
            t('commissions.refused', { count: refused.length, why: first.code ?? '' }),
          ),
        );
      onDone();
    } catch (thrown) {
      failed(toProblem(thrown));
    } finally {
      setProgress(undefined);
      void queryClient.invalidateQueries();
    }
  };
  return { run, progress };
}
