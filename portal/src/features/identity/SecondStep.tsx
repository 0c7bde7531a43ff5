import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { KeyRound } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { AuthFrame } from '../../shell/AuthFrame';
import { useBranding } from './branding';
import { passkeysWork } from './passkey';
import styles from './SignIn.module.css';
import { useEnter } from './useEnter';
import { show } from './ways';

/** The second step of a sign-in: a code of the app, a recovery code or a passkey. */
export function SecondStep() {
  const { t } = useTranslation();
  const branding = useBranding();
  const enter = useEnter();
  const [code, setCode] = useState('');
  const step = useMutation({
    mutationFn: (way: 'code' | 'passkey') => show(way, code),
    onSuccess: (session) => enter(session),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    step.mutate('code');
  };
  const wrong = step.error ? fieldErrors(step.error) : {};
  return (
    <AuthFrame
      branding={branding}
      title={t('auth.oneMore')}
      text={t('auth.secondText')}
      foot={<Link to="/sign-in">{t('auth.otherWay')}</Link>}
    >
      <form onSubmit={submit}>
        <TextInput
          label={t('auth.code')}
          autoComplete="one-time-code"
          size="md"
          required
          withAsterisk={false}
          autoFocus
          value={code}
          error={wrong.code && step.error?.detail}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {!wrong.code && <FormProblem problem={step.error} />}
        <Button type="submit" size="md" loading={step.isPending && step.variables === 'code'}>
          {t('auth.enter')}
        </Button>
      </form>
      {passkeysWork() && (
        <>
          <p className={styles.or}>{t('auth.or')}</p>
          <Button
            variant="default"
            leftSection={<KeyRound size={16} aria-hidden="true" />}
            loading={step.isPending && step.variables === 'passkey'}
            onClick={() => step.mutate('passkey')}
          >
            {t('auth.usePasskey')}
          </Button>
        </>
      )}
    </AuthFrame>
  );
}
