import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { consumeMagicLinkMutation } from '../../api/@tanstack/react-query.gen';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { AuthFrame } from '../../shell/AuthFrame';
import { goHome, useBranding, useToken } from './branding';
import { useEnter } from './useEnter';

/** Where a mailed link lands. Opening it does nothing, so that a mail scanner cannot use it up: the button does. */
export function MagicLink() {
  const { t } = useTranslation();
  const branding = useBranding();
  const token = useToken();
  const enter = useEnter();
  const consume = useMutation({
    ...consumeMagicLinkMutation(),
    onSuccess: (session) => {
      if (session.level !== 'half' && goHome(branding)) return;
      enter(session);
    },
  });
  return (
    <AuthFrame
      branding={branding}
      title={t('auth.oneMore')}
      text={t('auth.oneMoreText')}
      foot={<Link to="/sign-in">{t('auth.otherWay')}</Link>}
    >
      <FormProblem problem={consume.error} />
      <Button
        size="md"
        disabled={token === ''}
        loading={consume.isPending}
        onClick={() => consume.mutate({ body: { token } })}
      >
        {t('auth.enter')}
      </Button>
    </AuthFrame>
  );
}
