import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Account, requestEmail } from '../../api';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { dateTime } from '../../kit/format';
import styles from './Account.module.css';
import { ownZone } from './ProfileCard';
import { useProven } from './useProven';

/** The address that one signs in with, and how to change it: the new one has to confirm. */
export function EmailCard({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [sentTo, setSentTo] = useState('');
  const ask = useProven(
    () => requestEmail({ body: { email }, throwOnError: true }),
    () => {
      setSentTo(email);
      setEmail('');
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.act();
  };
  return (
    <Card title={t('account.email')}>
      <p className={styles.text}>{t('account.emailNow', { email: account.email })}</p>
      {account.mail_refused_at && (
        <p className={styles.refused} role="alert">
          {t('account.refused', { day: dateTime(account.mail_refused_at, ownZone()) })}
        </p>
      )}
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          type="email"
          label={t('account.newEmail')}
          description={t('account.newEmailText')}
          autoComplete="email"
          maxLength={254}
          required
          withAsterisk={false}
          value={email}
          error={ask.wrong.email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        {!ask.wrong.email && <FormProblem problem={ask.problem} />}
        {sentTo && <p role="status">{t('account.emailSent', { email: sentTo })}</p>}
        <div className={styles.foot}>
          <Button type="submit" variant="default" loading={ask.pending}>
            {t('account.changeEmail')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
