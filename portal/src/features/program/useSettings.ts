import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ManagerSettings, ManagerSettingsPatch } from '../../api';
import {
  getSettingsQueryKey,
  getSetupQueryKey,
  updateSettingsMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors, type Problem } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { said } from '../../kit/toast';

/** Saves a part of the settings, refused where somebody else changed them since. */
export function useSettings(settings: ManagerSettings): {
  save: (patch: ManagerSettingsPatch) => void;
  busy: boolean;
  problem: Problem | null;
  wrong: Record<string, string>;
} {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const update = useMutation({
    ...updateSettingsMutation(),
    onSuccess: (saved) => {
      queryClient.setQueryData(getSettingsQueryKey({ path }), saved);
      void queryClient.invalidateQueries({ queryKey: getSetupQueryKey({ path }) });
      said(t('settings.saved'));
    },
  });
  const wrong = update.error ? fieldErrors(update.error) : {};
  return {
    save: (patch) => update.mutate({ path, body: patch, headers: { 'If-Match': `"${settings.version}"` } }),
    busy: update.isPending,
    problem: Object.keys(wrong).length > 0 ? null : update.error,
    wrong,
  };
}
