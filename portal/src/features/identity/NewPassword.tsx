import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { completeResetMutation } from '../../api/@tanstack/react-query.gen';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { AuthFrame } from '../../shell/AuthFrame';
import { useBranding, useToken } from './branding';
import { useEnter } from './useEnter';

/** The least length of a password that is the only factor. */
const leastLength = 15;

/** Sets a new password with the secret of a mailed link. */
export function NewPassword() {
  const { t } = useTranslation();
  const branding = useBranding();
  const token = useToken();
  const enter = useEnter();
  const [password, setPassword] = useState('');
  const set = useMutation({ ...completeResetMutation(), onSuccess: (session) => enter(session) });
  const refused = set.error ? fieldErrors(set.error).password : undefined;
  const left = leastLength - [...password].length;
  return (
    <AuthFrame
      branding={branding}
      title={t('auth.newTitle')}
      text={t('auth.newText', { count: leastLength })}
      foot={<Link to="/reset">{t('auth.newMail')}</Link>}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          set.mutate({ body: { token, password } });
        }}
      >
        <PasswordInput
          label={t('auth.newPassword')}
          autoComplete="new-password"
          size="md"
          required
          withAsterisk={false}
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
          description={left > 0 ? t('auth.more', { count: left }) : t('auth.longEnough')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={refused}
          visibilityToggleButtonProps={{ 'aria-label': t('auth.reveal') }}
        />
        {!refused && <FormProblem problem={set.error} />}
        <Button type="submit" size="md" disabled={left > 0 || token === ''} loading={set.isPending}>
          {t('auth.newSet')}
        </Button>
      </form>
    </AuthFrame>
  );
}
