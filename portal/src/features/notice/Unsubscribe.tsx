import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { unsubscribeMutation } from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { AuthFrame } from '../../shell/AuthFrame';

/** Where the small link of a mail lands: no more mails of its kind, without signing in. */
export function Unsubscribe() {
  const { t } = useTranslation();
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token') ?? '');
  const leave = useMutation(unsubscribeMutation());
  const kind = token.split('.')[1] ?? '';
  const name = t(`preferences.kind.${kind}` as 'preferences.kind.payout_sent', { defaultValue: kind });
  return (
    <AuthFrame
      branding={undefined}
      title={t('preferences.leaveTitle')}
      text={leave.isSuccess ? '' : t('preferences.leaveText', { name })}
      foot={<Link to="/account/notifications">{t('preferences.chooseOthers')}</Link>}
    >
      {leave.isSuccess ? (
        <p role="status">{t('preferences.left', { name })}</p>
      ) : (
        <>
          <FormProblem problem={leave.error} />
          <Button
            size="md"
            disabled={token === ''}
            loading={leave.isPending}
            onClick={() => leave.mutate({ query: { token } })}
          >
            {t('preferences.leave')}
          </Button>
        </>
      )}
    </AuthFrame>
  );
}
