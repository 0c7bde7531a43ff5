import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { reauthenticate } from '../api';
import { useSession } from '../app/session';
import { useTranslation } from '../i18n';

/** Asks for one's own password once more. Who has none is asked in another way when the act is tried. */
export function OwnPassword(props: PasswordInputProps) {
  const { t } = useTranslation();
  const { user } = useSession();
  if (!user.has_password) return null;
  return (
    <PasswordInput
      autoComplete="current-password"
      required
      withAsterisk={false}
      visibilityToggleButtonProps={{ 'aria-label': t('auth.reveal') }}
      {...props}
    />
  );
}

/** Shows the password that was typed in, where one was. */
export async function confirmPassword(password: string): Promise<void> {
  if (password) await reauthenticate({ body: { password }, throwOnError: true });
}
