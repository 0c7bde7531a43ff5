import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { KeyRound, Mail } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { type Branding, signInByPasskey } from '../../api';
import { requestMagicLinkMutation, signInMutation } from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { AuthFrame } from '../../shell/AuthFrame';
import { useBranding } from './branding';
import { MailSent } from './MailSent';
import { OwnHost } from './OwnHost';
import { ProviderButton } from './ProviderButton';
import { answerPasskey, passkeysWork } from './passkey';
import styles from './SignIn.module.css';
import { useEnter } from './useEnter';

/** The page before sign-in: on a program's own host it leads to the main address, where one signs in. */
export function SignIn() {
  const branding = useBranding();
  return branding?.sign_in_at ? <OwnHost branding={branding} /> : <SignInForm branding={branding} />;
}

/** Sign-in by password, or by a link that is mailed. */
function SignInForm({ branding }: { branding: Branding | undefined }) {
  const { t } = useTranslation();
  const enter = useEnter();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const signIn = useMutation({ ...signInMutation(), onSuccess: (session) => enter(session) });
  const link = useMutation(requestMagicLinkMutation());
  const passkey = useMutation({
    mutationFn: async () =>
      (await signInByPasskey({ body: { answer: await answerPasskey() }, throwOnError: true })).data,
    onSuccess: (session) => enter(session),
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    link.reset();
    signIn.mutate({ body: { email, password } });
  };
  const mail = () => {
    if (!field.current?.reportValidity()) return;
    signIn.reset();
    link.mutate({ body: { email, ...(branding ? { program: branding.slug } : {}) } });
  };

  if (link.isSuccess)
    return (
      <MailSent branding={branding} email={email} text={t('auth.linkSent')} onBack={() => link.reset()} />
    );
  return (
    <AuthFrame
      branding={branding}
      title={
        branding?.welcome_title ||
        (branding ? t('auth.signInTo', { program: branding.name }) : t('auth.signIn'))
      }
      text={branding?.welcome_text || t('auth.account')}
      foot={
        branding?.applications_open && (
          <>
            {t('auth.notPartner', { partner: branding.partner_term ?? t('auth.partner') })}{' '}
            <Link to="/apply/$slug" params={{ slug: branding.slug }}>
              {t('auth.apply')}
            </Link>
          </>
        )
      }
    >
      <form onSubmit={submit}>
        <TextInput
          ref={field}
          label={t('auth.email')}
          type="email"
          name="email"
          autoComplete="username"
          size="md"
          required
          withAsterisk={false}
          value={email}
          onChange={(e) => setEmail(e.currentTarget.value)}
        />
        <PasswordInput
          label={
            <span className={styles.label}>
              {t('auth.password')}
              <Link to="/reset" search={branding ? { program: branding.slug } : {}} className={styles.forgot}>
                {t('auth.forgot')}
              </Link>
            </span>
          }
          labelProps={{ className: styles.wide }}
          aria-label={t('auth.password')}
          name="password"
          autoComplete="current-password"
          size="md"
          required
          withAsterisk={false}
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('auth.reveal') }}
        />
        <FormProblem problem={signIn.error ?? link.error ?? passkey.error} />
        <Button type="submit" size="md" loading={signIn.isPending}>
          {t('auth.enter')}
        </Button>
      </form>
      <p className={styles.or}>{t('auth.or')}</p>
      <Button
        variant="default"
        leftSection={<Mail size={16} aria-hidden="true" />}
        onClick={mail}
        loading={link.isPending}
      >
        {t('auth.mailLink')}
      </Button>
      <ProviderButton />
      {passkeysWork() && (
        <Button
          variant="default"
          leftSection={<KeyRound size={16} aria-hidden="true" />}
          onClick={() => passkey.mutate()}
          loading={passkey.isPending}
        >
          {t('auth.usePasskey')}
        </Button>
      )}
    </AuthFrame>
  );
}
