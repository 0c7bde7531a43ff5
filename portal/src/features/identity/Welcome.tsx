import { Button } from '@mantine/core';
import { useSession } from '../../app/session';
import { useTranslation } from '../../i18n';
import { AuthFrame } from '../../shell/AuthFrame';
import { useSignOut } from '../../shell/useSignOut';
import { useBranding } from './branding';

/** What an account without any program sees. */
export function Welcome() {
  const { t } = useTranslation();
  const session = useSession();
  const branding = useBranding();
  const signOut = useSignOut();
  return (
    <AuthFrame
      branding={branding}
      title={t('welcome.title')}
      text={t('welcome.text', { email: session.user.email })}
    >
      <Button variant="default" onClick={signOut}>
        {t('shell.signOut')}
      </Button>
    </AuthFrame>
  );
}
