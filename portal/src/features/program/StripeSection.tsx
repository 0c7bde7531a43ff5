import { PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagerSettings } from '../../api';
import { putStripeSecretMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import { said } from '../../kit/toast';
import { Section } from './Section';
import styles from './Settings.module.css';

/** Where Stripe sends its events, and the secret with which it signs them. */
export function StripeSection({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [secret, setSecret] = useState('');
  const put = useMutation({
    ...putStripeSecretMutation(),
    onSuccess: () => {
      setSecret('');
      said(t('settings.saved'));
      void queryClient.invalidateQueries();
    },
  });
  return (
    <Section
      title={t('settings.stripe')}
      text={t('settings.stripeText')}
      busy={put.isPending}
      problem={put.error}
      ready={secret.startsWith('whsec_')}
      onSave={() => put.mutate({ path, body: { secret } })}
    >
      <CopyField value={settings.stripe_webhook_url} label={t('settings.stripeUrl')} />
      <PasswordInput
        label={t('settings.stripeSecret')}
        description={settings.stripe_secret_set ? t('settings.stripeSet') : t('settings.stripeUnset')}
        placeholder="whsec_…"
        autoComplete="off"
        value={secret}
        onChange={(e) => setSecret(e.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('auth.reveal') }}
      />
      <p className={styles.hint}>{t('settings.stripeEvents')}</p>
    </Section>
  );
}
