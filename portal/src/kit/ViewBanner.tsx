import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { endViewMutation } from '../api/@tanstack/react-query.gen';
import { useTranslation } from '../i18n';
import { failed } from './toast';
import styles from './ViewBanner.module.css';

/** Says to a manager that they see with a partner's eyes, and leads back. */
export function ViewBanner({ name, program }: { name: string; program: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const end = useMutation({
    ...endViewMutation(),
    onSuccess: () => {
      queryClient.clear();
      void navigate({ to: '/m/$program/partners', params: { program } });
    },
    onError: failed,
  });
  return (
    <div className={styles.banner} role="status">
      <p>{t('viewing.banner', { name })}</p>
      <Button size="compact-sm" variant="default" loading={end.isPending} onClick={() => end.mutate({})}>
        {t('viewing.end')}
      </Button>
    </div>
  );
}
