import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { requestResetMutation } from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { AuthFrame } from '../../shell/AuthFrame';
import { useBranding } from './branding';
import { MailSent } from './MailSent';

/** Asks for a mail with which a new password can be set. */
export function ResetRequest() {
  const { t } = useTranslation();
  const branding = useBranding();
  const [email, setEmail] = useState('');
  const ask = useMutation(requestResetMutation());
  if (ask.isSuccess)
    return (
      <MailSent branding={branding} email={email} text={t('auth.resetSent')} onBack={() => ask.reset()} />
    );
  return (
    <AuthFrame
      branding={branding}
      title={t('auth.resetTitle')}
      text={t('auth.resetText')}
      foot={<Link to="/sign-in">{t('auth.backToSignIn')}</Link>}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate({ body: { email, ...(branding ? { program: branding.slug } : {}) } });
        }}
      >
        <TextInput
          label={t('auth.email')}
          type="email"
          autoComplete="username"
          size="md"
          required
          withAsterisk={false}
          value={email}
          onChange={(e) => setEmail(e.currentTarget.value)}
        />
        <FormProblem problem={ask.error} />
        <Button type="submit" size="md" loading={ask.isPending}>
          {t('auth.resetAsk')}
        </Button>
      </form>
    </AuthFrame>
  );
}
