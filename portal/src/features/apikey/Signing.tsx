import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getSigningSecretOptions, makeSigningSecretMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { CopyField } from '../../kit/CopyField';
import { failed } from '../../kit/toast';
import styles from './Keys.module.css';

/** The secret with which reports are signed, so that none travels along. */
export function Signing() {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const state = useQuery(getSigningSecretOptions({ path }));
  const make = useMutation({
    ...makeSigningSecretMutation(),
    onSuccess: () => void queryClient.invalidateQueries(),
    onError: failed,
  });
  return (
    <Card title={t('keys.signing')}>
      <p className={styles.text}>{t('keys.signingText')}</p>
      {make.data ? (
        <div className={styles.once} role="status">
          <p>{t('keys.once')}</p>
          <CopyField value={make.data.secret} label={t('keys.signingSecret')} primary />
          <CopyField value={make.data.program} label={t('keys.program')} />
        </div>
      ) : (
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate({ path })}>
          {t(state.data?.made ? 'keys.signingAgain' : 'keys.signingMake')}
        </Button>
      )}
    </Card>
  );
}
