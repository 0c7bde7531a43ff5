import { Button, FileButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ImageOff, Upload } from 'lucide-react';
import { deleteLogoMutation, putLogoMutation } from '../../api/@tanstack/react-query.gen';
import { base64 } from '../../app/picture';
import { usePartnerPlace } from '../../app/place';
import { synthesized } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { failed, said } from '../../kit/toast';
import styles from './Organisation.module.css';

/** The picture of the organisation. */
export function Logo({ url }: { url: string | undefined }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const after = (text: string) => ({
    onSuccess: () => {
      said(text);
      void queryClient.invalidateQueries();
    },
  });
  const put = useMutation({ ...putLogoMutation(), ...after(t('organisation.logoSaved')) });
  const remove = useMutation({
    ...deleteLogoMutation(),
    ...after(t('organisation.logoGone')),
    onError: failed,
  });
  const choose = async (file: File | null) => {
    if (!file) return;
    try {
      put.mutate({ path, body: { image: await base64(file) } });
    } catch {
      failed(synthesized(0, 'portal.picture', t('organisation.tooLarge')));
    }
  };
  return (
    <Card title={t('organisation.logo')}>
      <p className={styles.text}>{t('organisation.logoText')}</p>
      <div className={styles.logo}>
        {url ? (
          <img src={url} alt={t('organisation.logo')} className={styles.picture} />
        ) : (
          <span className={styles.empty} role="img" aria-label={t('organisation.none')}>
            <ImageOff size={20} aria-hidden="true" />
          </span>
        )}
        <FileButton accept="image/png,image/jpeg,image/gif" onChange={(file) => void choose(file)}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              leftSection={<Upload size={15} aria-hidden="true" />}
              loading={put.isPending}
            >
              {t('organisation.choose')}
            </Button>
          )}
        </FileButton>
        {url && (
          <Button variant="subtle" loading={remove.isPending} onClick={() => remove.mutate({ path })}>
            {t('organisation.remove')}
          </Button>
        )}
      </div>
      <FormProblem problem={put.error} />
    </Card>
  );
}
