import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ManagerSettings, ManagerSettingsPatch } from '../../api';
import {
  getSettingsQueryKey,
  getSetupQueryKey,
  updateSettingsMutation,
} from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { said } from '../../kit/toast';

/** Saves a part of the look, refused where somebody else changed the settings since. */
export function useBrand(settings: ManagerSettings) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const update = useMutation({
    ...updateSettingsMutation(),
    onSuccess: (saved) => {
      queryClient.setQueryData(getSettingsQueryKey({ path }), saved);
      void queryClient.invalidateQueries({ queryKey: getSetupQueryKey({ path }) });
      said(t('branding.saved'));
    },
  });
  const wrong = update.error ? fieldErrors(update.error) : {};
  return {
    save: (body: ManagerSettingsPatch) =>
      update.mutate({ path, body, headers: { 'If-Match': `"${settings.version}"` } }),
    busy: update.isPending,
    problem: Object.keys(wrong).length > 0 ? null : update.error,
    wrong,
  };
}
