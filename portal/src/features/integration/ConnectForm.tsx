import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ManagerIntegration, ManagerIntegrationInput } from '../../api';
import { putIntegrationMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Integrations.module.css';

/** The secret that proves the provider's events, and what else a connection is told. */
export function ConnectForm({ one }: { one: ManagerIntegration }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [secret, setSecret] = useState('');
  const [account, setAccount] = useState(one.account ?? '');
  const [apiKey, setApiKey] = useState('');
  const [orderKey, setOrderKey] = useState(one.order_key);
  const [clickKey, setClickKey] = useState(one.click_key);
  const [tests, setTests] = useState(one.count_tests);
  const put = useMutation({
    ...putIntegrationMutation(),
    onSuccess: () => {
      setSecret('');
      setApiKey('');
      said(t('integrations.saved'));
      void queryClient.invalidateQueries();
    },
  });
  const wrong = put.error ? fieldErrors(put.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body: ManagerIntegrationInput = { click_key: clickKey, count_tests: tests };
    if (secret) body.secret = secret.trim();
    if (one.provider === 'shopify') body.account = account.trim();
    else body.order_key = orderKey;
    if (apiKey) body.api_key = apiKey.trim();
    put.mutate({ path: { ...path, provider: one.provider }, body });
  };
  const reveal = { 'aria-label': t('auth.reveal') };
  return (
    <form className={styles.form} onSubmit={submit}>
      {one.provider === 'shopify' && (
        <TextInput
          label={t('integrations.account')}
          placeholder="acme.myshopify.com"
          value={account}
          onChange={(e) => setAccount(e.currentTarget.value)}
          error={wrong.account}
          required
          withAsterisk={false}
        />
      )}
      <PasswordInput
        label={t(`integrations.${one.provider}.secretLabel`)}
        description={secretHint(one, t)}
        autoComplete="off"
        value={secret}
        onChange={(e) => setSecret(e.currentTarget.value)}
        error={wrong.secret}
        visibilityToggleButtonProps={reveal}
      />
      {one.provider === 'stripe' && (
        <PasswordInput
          label={t('integrations.apiKey')}
          description={
            one.api_key_hint
              ? t('integrations.apiKeySet', { hint: one.api_key_hint })
              : t('integrations.apiKeyText')
          }
          placeholder="rk_…"
          autoComplete="off"
          value={apiKey}
          onChange={(e) => setApiKey(e.currentTarget.value)}
          error={wrong.api_key}
          visibilityToggleButtonProps={reveal}
        />
      )}
      <div className={styles.pair}>
        <TextInput
          label={t(`integrations.${one.provider}.clickKey`)}
          value={clickKey}
          onChange={(e) => setClickKey(e.currentTarget.value)}
          error={wrong.click_key}
        />
        {one.provider === 'stripe' && (
          <TextInput
            label={t('integrations.orderKey')}
            value={orderKey}
            onChange={(e) => setOrderKey(e.currentTarget.value)}
            error={wrong.order_key}
          />
        )}
      </div>
      <Checkbox
        label={t('integrations.tests')}
        description={t('integrations.testsText')}
        checked={tests}
        onChange={(e) => setTests(e.currentTarget.checked)}
      />
      <FormProblem problem={Object.keys(wrong).length > 0 ? null : put.error} />
      <Button
        type="submit"
        className={styles.save}
        loading={put.isPending}
        disabled={!one.connected && !secret}
      >
        {one.connected ? t('save') : t('integrations.connect')}
      </Button>
    </form>
  );
}

function secretHint(one: ManagerIntegration, t: ReturnType<typeof useTranslation>['t']): string {
  const [current, before] = one.secrets;
  if (!current) return t('integrations.secretUnset');
  if (!before) return t('integrations.secretSet', { hint: current.hint });
  return t('integrations.secretRolled', { hint: current.hint, before: before.hint });
}
