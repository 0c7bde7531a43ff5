import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { publishProgramMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { failed, said } from '../../kit/toast';

/** Makes a draft or paused program live. */
export function PublishButton() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const publish = useMutation({
    ...publishProgramMutation(),
    onSuccess: () => {
      said(t('settings.published'));
      void queryClient.invalidateQueries();
    },
    onError: failed,
  });
  return (
    <Button loading={publish.isPending} onClick={() => publish.mutate({ path })}>
      {t('settings.publish')}
    </Button>
  );
}
