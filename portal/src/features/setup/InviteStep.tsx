import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { invitePartnerMutation } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { CopyField } from '../../kit/CopyField';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Setup.module.css';

/** The first partner by name and address; everybody else applies on the page below. */
export function InviteStep({ applyUrl }: { applyUrl: string }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const invite = useMutation({
    ...invitePartnerMutation(),
    onSuccess: () => {
      said(t('launch.invited', { email }));
      setName('');
      setEmail('');
      void queryClient.invalidateQueries();
    },
  });
  const wrong = invite.error ? fieldErrors(invite.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate({ path, body: { name: name.trim(), email: email.trim() } });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.pair}>
        <TextInput
          label={t('launch.partnerName')}
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
          maxLength={100}
          error={wrong.name}
          required
          withAsterisk={false}
        />
        <TextInput
          label={t('launch.partnerEmail')}
          type="email"
          value={email}
          onChange={(e) => setEmail(e.currentTarget.value)}
          maxLength={254}
          error={wrong.email}
          required
          withAsterisk={false}
        />
      </div>
      <p className={styles.text}>{t('launch.inviteText')}</p>
      <FormProblem problem={Object.keys(wrong).length > 0 ? null : invite.error} />
      <div>
        <Button type="submit" loading={invite.isPending} disabled={!name.trim() || !email.trim()}>
          {t('launch.invite')}
        </Button>
      </div>
      <CopyField value={applyUrl} label={t('setup.applyPage')} />
    </form>
  );
}
