import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartnerPostback } from '../../api';
import {
  deletePostbackMutation,
  rotateHookSecretMutation,
  testPostbackMutation,
} from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import { date } from '../../kit/format';
import { Pill, type Tone } from '../../kit/Pill';
import { ReasonDialog } from '../../kit/ReasonDialog';
import { failed, said } from '../../kit/toast';
import styles from './Postback.module.css';

const tones: Record<PartnerPostback['status'], Tone> = { active: 'good', failing: 'warn', disabled: 'bad' };

/** How the endpoint is doing, and what can be done with it: try it, renew its secret, remove it. */
export function PostbackState({ hook }: { hook: PartnerPostback }) {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const refresh = () => void queryClient.invalidateQueries();
  const test = useMutation({
    ...testPostbackMutation(),
    onSuccess: () => {
      said(t('postback.testSent'));
      refresh();
    },
    onError: failed,
  });
  const rotate = useMutation({ ...rotateHookSecretMutation(), onError: failed });
  const remove = useMutation({
    ...deletePostbackMutation(),
    onSuccess: () => {
      setRemoving(false);
      said(t('postback.removed'));
      refresh();
    },
    onError: failed,
  });
  const secret = rotate.data?.secret ?? hook.secret;
  return (
    <section className={styles.state} aria-label={t('postback.state')}>
      <Pill tone={tones[hook.status]}>{t(`hook.${hook.status}`)}</Pill>
      <span className={styles.error}>
        {hook.failing_since && t('postback.failingSince', { date: date(hook.failing_since, zone) })}{' '}
        {hook.last_error}
      </span>
      <div className={styles.acts}>
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate({ path })}>
          {t('postback.test')}
        </Button>
        {hook.form === 'json' && (
          <Button variant="default" loading={rotate.isPending} onClick={() => rotate.mutate({ path })}>
            {t('postback.rotate')}
          </Button>
        )}
        <Button variant="default" onClick={() => setRemoving(true)}>
          {t('postback.remove')}
        </Button>
      </div>
      {secret && (
        <div className={styles.secret}>
          <p>{t('postback.secretOnce')}</p>
          <CopyField value={secret} label={t('postback.secret')} />
        </div>
      )}
      <ReasonDialog
        opened={removing}
        title={t('postback.removeTitle')}
        text={t('postback.removeText')}
        confirm={t('postback.remove')}
        danger
        busy={remove.isPending}
        onClose={() => setRemoving(false)}
        onConfirm={() => remove.mutate({ path })}
      />
    </section>
  );
}
