import { Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type ManagerRail, type ManagerRailInput, putRail } from '../../api';
import { testRailMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useSession } from '../../app/session';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { confirmPassword, OwnPassword } from '../../kit/OwnPassword';
import { said } from '../../kit/toast';
import styles from './Rails.module.css';

type Fields = Record<'client_id' | 'secret' | 'webhook_id' | 'onboarding_key' | 'signing_secret', string>;

/** What is entered of a provider. Keys are tried there first; saving asks for the password. */
export function RailForm({ one, name }: { one: ManagerRail; name: string }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const { user } = useSession();
  const queryClient = useQueryClient();
  const start: Fields = {
    client_id: one.client_id ?? '',
    webhook_id: one.webhook_id ?? '',
    secret: '',
    onboarding_key: '',
    signing_secret: '',
  };
  const [fields, setFields] = useState(start);
  const [environment, setEnvironment] = useState(one.environment);
  const [password, setPassword] = useState('');
  const where = { ...path, rail: one.rail };
  const body = bodyOf(one, fields, environment);
  const save = useMutation({
    mutationFn: async () => {
      await confirmPassword(password);
      await putRail({ path: where, body, throwOnError: true });
    },
    onSuccess: () => {
      setFields({ ...fields, secret: '', onboarding_key: '', signing_secret: '' });
      setPassword('');
      said(t('rails.saved', { name }));
      void queryClient.invalidateQueries();
    },
  });
  const test = useMutation({ ...testRailMutation(), onSuccess: () => said(t('rails.tested', { name })) });
  const problem = save.error ?? test.error;
  const wrong = problem ? fieldErrors(problem) : {};
  const bind = (field: keyof Fields) => ({
    value: fields[field],
    error: wrong[field],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) =>
      setFields({ ...fields, [field]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    test.reset();
    save.mutate();
  };
  const reveal = { 'aria-label': t('auth.reveal') };
  const kept = (hint: string | undefined, otherwise: string) =>
    hint ? t('rails.kept', { hint }) : otherwise;
  return (
    <form className={styles.form} onSubmit={submit}>
      {one.rail === 'paypal' ? (
        <>
          <SegmentedControl
            className={styles.choice}
            aria-label={t('rails.environment')}
            value={environment}
            onChange={(value) => setEnvironment(value as ManagerRail['environment'])}
            data={[
              { value: 'sandbox', label: t('rails.sandbox') },
              { value: 'live', label: t('rails.live') },
            ]}
          />
          <TextInput label={t('rails.clientId')} {...bind('client_id')} />
          <PasswordInput
            label={t('rails.secret')}
            description={kept(one.key_hint, t('rails.sealed'))}
            visibilityToggleButtonProps={reveal}
            {...bind('secret')}
          />
          <TextInput
            label={t('rails.webhookId')}
            description={t('rails.webhookIdText')}
            {...bind('webhook_id')}
          />
        </>
      ) : (
        <>
          <PasswordInput
            label={t('rails.payingKey')}
            description={kept(one.key_hint, t('rails.payingKeyText'))}
            placeholder="rk_…"
            visibilityToggleButtonProps={reveal}
            {...bind('secret')}
          />
          <PasswordInput
            label={t('rails.onboardingKey')}
            description={kept(one.onboarding_key_hint, t('rails.onboardingKeyText'))}
            placeholder="rk_…"
            visibilityToggleButtonProps={reveal}
            {...bind('onboarding_key')}
          />
          <PasswordInput
            label={t('rails.signing')}
            description={kept(one.signing_secrets[0]?.hint, t('rails.sealed'))}
            placeholder="whsec_…"
            visibilityToggleButtonProps={reveal}
            {...bind('signing_secret')}
          />
        </>
      )}
      <OwnPassword
        label={t('rails.password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <FormProblem problem={Object.keys(wrong).length > 0 ? null : problem} />
      <div className={styles.acts}>
        <Button type="submit" loading={save.isPending} disabled={user.has_password && !password}>
          {one.connected ? t('save') : t('rails.connect')}
        </Button>
        <Button
          variant="default"
          loading={test.isPending}
          disabled={!fields.secret && !fields.onboarding_key}
          onClick={() => {
            save.reset();
            test.mutate({ path: where, body });
          }}
        >
          {t('rails.test')}
        </Button>
      </div>
    </form>
  );
}

/** What was entered: of a secret that is left empty nothing is sent, so that it stays. */
function bodyOf(one: ManagerRail, fields: Fields, environment: ManagerRail['environment']): ManagerRailInput {
  const entered = (field: keyof Fields) => fields[field].trim() || undefined;
  const body: ManagerRailInput = { secret: entered('secret') };
  if (one.rail === 'stripe') {
    return {
      ...body,
      onboarding_key: entered('onboarding_key'),
      signing_secret: entered('signing_secret'),
    };
  }
  return {
    ...body,
    environment,
    client_id: entered('client_id'),
    webhook_id: fields.webhook_id.trim(),
  };
}
