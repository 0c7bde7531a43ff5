import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { confirmEmailMutation, takeBackEmailMutation } from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { AuthFrame } from '../../shell/AuthFrame';

const route = getRouteApi('/account_/email');

/** Where the mails about another address land. Opening does nothing, the button does. */
export function Email() {
  const { t } = useTranslation();
  const { back = false } = route.useSearch();
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token') ?? '');
  // The secret leaves the address bar, so that it is in no history.
  useEffect(
    () => window.history.replaceState(window.history.state, '', location.pathname + location.search),
    [],
  );
  const confirm = useMutation(confirmEmailMutation());
  const takeBack = useMutation(takeBackEmailMutation());
  const { mutate, error, isPending, isSuccess } = back ? takeBack : confirm;
  const done = isSuccess ? (back ? 'account.tookBack' : 'account.confirmed') : undefined;
  return (
    <AuthFrame
      branding={undefined}
      title={t(back ? 'account.backTitle' : 'account.confirmTitle')}
      text={done ? '' : t(back ? 'account.backText' : 'account.confirmText')}
      foot={<Link to="/sign-in">{t('auth.backToSignIn')}</Link>}
    >
      {done ? (
        <p role="status">{t(done)}</p>
      ) : (
        <>
          <FormProblem problem={error} />
          <Button
            size="md"
            disabled={token === ''}
            loading={isPending}
            onClick={() => mutate({ body: { token } })}
          >
            {t(back ? 'account.takeBack' : 'account.confirmEmail')}
          </Button>
        </>
      )}
    </AuthFrame>
  );
}
