import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
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
      {branding?.applications_open && (
        <Button component={Link} to="/apply/$slug" params={{ slug: branding.slug } as never}>
          {t('auth.apply')}
        </Button>
      )}
      <Button variant="default" onClick={signOut}>
        {t('shell.signOut')}
      </Button>
    </AuthFrame>
  );
}
