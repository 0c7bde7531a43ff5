import { Button, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Account, putPassword } from '../../api';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Account.module.css';
import { useProven } from './useProven';

const leastLength = 15;

/** Sets or changes the password; other browsers are signed out. */
export function PasswordCard({ account }: { account: Account }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [password, setPassword] = useState('');
  const set = useProven(
    () => putPassword({ body: { password }, throwOnError: true }),
    () => {
      setPassword('');
      said(t('account.passwordSet'));
      void queryClient.invalidateQueries();
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.act();
  };
  const left = leastLength - [...password].length;
  return (
    <Card title={t('account.password')}>
      <p className={styles.text}>{t(account.has_password ? 'account.passwordText' : 'account.noPassword')}</p>
      <form className={styles.form} onSubmit={submit}>
        <PasswordInput
          label={t('auth.newPassword')}
          autoComplete="new-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          description={left > 0 ? t('auth.more', { count: left }) : t('auth.longEnough')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={set.wrong.password}
          visibilityToggleButtonProps={{ 'aria-label': t('auth.reveal') }}
        />
        {!set.wrong.password && <FormProblem problem={set.problem} />}
        <div className={styles.foot}>
          <Button type="submit" variant="default" disabled={left > 0} loading={set.pending}>
            {t(account.has_password ? 'account.changePassword' : 'account.setPassword')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
