import { Button } from '@mantine/core';
import type { Branding } from '../../api';
import { useTranslation } from '../../i18n';
import { AuthFrame } from '../../shell/AuthFrame';

/** What a request for a mail answers, alike whether or not there is such an account. */
export function MailSent({
  branding,
  email,
  text,
  onBack,
}: {
  branding: Branding | undefined;
  email: string;
  text: string;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  return (
    <AuthFrame branding={branding} title={t('auth.checkMail')} text={t('auth.mailTo', { email })}>
      <p role="status">{text}</p>
      <Button variant="default" onClick={onBack}>
        {t('auth.back')}
      </Button>
    </AuthFrame>
  );
}
