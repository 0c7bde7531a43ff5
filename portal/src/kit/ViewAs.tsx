import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Eye } from 'lucide-react';
import { viewAsPartnerMutation } from '../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../app/place';
import { useTranslation } from '../i18n';
import { failed } from './toast';

/** Opens the program as a partner sees it; nothing can be changed from there. */
export function ViewAs({ partner }: { partner: string }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const view = useMutation({
    ...viewAsPartnerMutation(),
    onSuccess: () => {
      queryClient.clear();
      void navigate({ to: '/p/$partner/$program', params: { partner, program: path.program } });
    },
    onError: failed,
  });
  return (
    <Button
      variant="default"
      leftSection={<Eye size={15} aria-hidden="true" />}
      loading={view.isPending}
      onClick={() => view.mutate({ path: { ...path, partner } })}
    >
      {t('viewing.as')}
    </Button>
  );
}
