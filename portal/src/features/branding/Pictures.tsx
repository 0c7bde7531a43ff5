import { Button, FileButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ImageOff, Upload } from 'lucide-react';
import type { ManagerSettings } from '../../api';
import { getSettingsQueryKey, putPictureMutation } from '../../api/@tanstack/react-query.gen';
import { base64 } from '../../app/picture';
import { useManagerPlace } from '../../app/place';
import { synthesized } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { May } from '../../kit/May';
import { failed, said } from '../../kit/toast';
import styles from './Branding.module.css';

/** The program's logo, and the icon of its browser tab. */
export function Pictures({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  return (
    <Card title={t('branding.pictures')}>
      <p className={styles.text}>{t('branding.picturesText')}</p>
      <div className={styles.pictures}>
        <Picture kind="logo" url={settings.brand.logo_url} />
        <Picture kind="icon" url={settings.brand.icon_url} />
      </div>
    </Card>
  );
}

function Picture({ kind, url }: { kind: 'logo' | 'icon'; url: string | undefined }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const put = useMutation({
    ...putPictureMutation(),
    onSuccess: (saved) => {
      queryClient.setQueryData(getSettingsQueryKey({ path }), saved);
      said(t('branding.saved'));
    },
  });
  const choose = async (file: File | null) => {
    if (!file) return;
    try {
      put.mutate({ path: { ...path, picture: kind }, body: { image: await base64(file) } });
    } catch {
      failed(synthesized(0, 'portal.picture', t('branding.badPicture')));
    }
  };
  const label = t(`branding.${kind}`);
  return (
    <div className={styles.picture}>
      {url ? (
        <img src={url} alt={label} />
      ) : (
        <span className={styles.empty} role="img" aria-label={t('branding.none', { picture: label })}>
          <ImageOff size={18} aria-hidden="true" />
        </span>
      )}
      <div className={styles.acts}>
        <strong>{label}</strong>
        <May to="own">
          <FileButton accept="image/png,image/jpeg,image/gif" onChange={(file) => void choose(file)}>
            {(props) => (
              <Button
                {...props}
                size="xs"
                variant="default"
                leftSection={<Upload size={14} aria-hidden="true" />}
                loading={put.isPending}
                aria-label={t('branding.choose', { picture: label })}
              >
                {t('branding.upload')}
              </Button>
            )}
          </FileButton>
          {url && (
            <Button
              size="xs"
              variant="subtle"
              onClick={() => put.mutate({ path: { ...path, picture: kind }, body: {} })}
            >
              {t('branding.remove')}
            </Button>
          )}
        </May>
        <FormProblem problem={put.error} />
      </div>
    </div>
  );
}
