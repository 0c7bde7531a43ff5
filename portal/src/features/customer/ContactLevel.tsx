import { NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ManagerSettings } from '../../api';
import { getSettingsOptions, updateSettingsMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { failed, said } from '../../kit/toast';

const levels = ['none', 'masked', 'contact'] as const satisfies readonly ManagerSettings['contacts'][];

/** What partners see of the customers that they brought. */
export function ContactLevel() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const settings = useQuery(getSettingsOptions({ path }));
  const save = useMutation({
    ...updateSettingsMutation(),
    onSuccess: () => {
      said(t('settings.saved'));
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  return (
    <NativeSelect
      label={t('customers.share')}
      description={t('customers.shareText')}
      value={settings.data?.contacts ?? 'masked'}
      disabled={!settings.data || save.isPending}
      onChange={(e) => {
        const contacts = levels.find((one) => one === e.currentTarget.value);
        if (contacts) save.mutate({ path, body: { contacts } });
      }}
      data={levels.map((value) => ({ value, label: t(`contactLevel.${value}`) }))}
    />
  );
}
