import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ManagerSettings, ManagerSettingsPatch } from '../../api';
import { updateSettingsMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors, type Problem } from '../../app/problem';

/** Saves a part of the settings; everything that depends on them is read again. */
export function useSave(settings: ManagerSettings): {
  save: (patch: ManagerSettingsPatch) => Promise<unknown>;
  busy: boolean;
  problem: Problem | null;
  wrong: Record<string, string>;
} {
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const update = useMutation({
    ...updateSettingsMutation(),
    onSuccess: () => void queryClient.invalidateQueries(),
  });
  const wrong = update.error ? fieldErrors(update.error) : {};
  return {
    save: (body) =>
      update
        .mutateAsync({ path, body, headers: { 'If-Match': `"${settings.version}"` } })
        .catch(() => undefined),
    busy: update.isPending,
    problem: Object.keys(wrong).length > 0 ? null : update.error,
    wrong,
  };
}
