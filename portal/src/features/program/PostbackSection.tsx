import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerSettings } from '../../api';
import { getSettingsQueryKey, rotatePostbackSecretMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import { dateTime } from '../../kit/format';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { failed } from '../../kit/toast';
import { Section } from './Section';
import styles from './Settings.module.css';

/** The address that reports sales, with its secret, which is shown only when it is made. */
export function PostbackSection({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { path, zone } = useManagerPlace();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const rotate = useMutation({
    ...rotatePostbackSecretMutation(),
    onSuccess: () => {
      setAsking(false);
      void queryClient.invalidateQueries({ queryKey: getSettingsQueryKey({ path }) });
    },
    onError: failed,
  });
  const make = () => rotate.mutate({ path });
  return (
    <Section id="postback" title={t('settings.postback')} text={t('settings.postbackText')}>
      {rotate.data ? (
        <div className={styles.once}>
          <p>{t('settings.secretOnce')}</p>
          <CopyField value={rotate.data.postback_url} label={t('settings.readyUrl')} primary />
          <CopyField value={rotate.data.secret} label={t('settings.secret')} />
          {settings.postback_secret_set && (
            <p>{t('settings.oldUntil', { date: dateTime(rotate.data.previous_valid_until, zone) })}</p>
          )}
        </div>
      ) : (
        <CopyField value={settings.postback_url} label={t('settings.postbackUrl')} />
      )}
      <p className={styles.hint}>
        {settings.postback_secret_set
          ? t('settings.secretSet', { hint: settings.postback_secret_hint ?? '' })
          : t('settings.secretUnset')}
      </p>
      <div className={styles.acts}>
        <Button
          variant={settings.postback_secret_set ? 'default' : 'filled'}
          loading={rotate.isPending}
          onClick={() => (settings.postback_secret_set ? setAsking(true) : make())}
        >
          {settings.postback_secret_set ? t('settings.rotate') : t('settings.makeSecret')}
        </Button>
      </div>
      <ReasonDialog
        opened={asking}
        title={t('settings.rotateTitle')}
        text={t('settings.rotateText')}
        confirm={t('settings.rotate')}
        busy={rotate.isPending}
        onClose={() => setAsking(false)}
        onConfirm={make}
      />
    </Section>
  );
}
