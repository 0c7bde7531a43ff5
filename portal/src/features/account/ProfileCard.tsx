import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Account } from '../../api';
import { getAccountQueryKey, putAccountMutation } from '../../api/@tanstack/react-query.gen';
import { fieldErrors } from '../../app/problem';
import { sessionQuery, useSession } from '../../app/session';
import { useTranslation } from '../../i18n';
import { chooseLanguage, current, type Language, languages } from '../../i18n/language';
import { Card } from '../../kit/Card';
import { Facts } from '../../kit/Facts';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Account.module.css';

/** The time zone of the device. */
export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Name, contact and language; and in which time zones the pages tell the time. */
export function ProfileCard({ account }: { account: Account }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const session = useSession();
  const [name, setName] = useState(account.name);
  const [contact, setContact] = useState(account.contact);
  const [language, setLanguage] = useState(account.language || current());
  const save = useMutation({
    ...putAccountMutation(),
    onSuccess: (saved) => {
      queryClient.setQueryData(getAccountQueryKey(), saved);
      void queryClient.invalidateQueries({ queryKey: sessionQuery().queryKey });
      said(t('account.saved'));
      if (saved.language !== current()) chooseLanguage(saved.language as Language);
    },
  });
  const wrong = save.error ? fieldErrors(save.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ body: { name, contact, language } });
  };
  const zones = [...session.partners.flatMap((one) => one.programs), ...session.programs].map((one) => ({
    label: one.name,
    value: one.zone,
  }));
  return (
    <Card title={t('account.profile')}>
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label={t('account.name')}
          autoComplete="name"
          maxLength={100}
          required
          withAsterisk={false}
          value={name}
          error={wrong.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('account.contact')}
          description={t('account.contactText')}
          maxLength={200}
          value={contact}
          error={wrong.contact}
          onChange={(event) => setContact(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('account.language')}
          description={t('account.languageText')}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          value={language}
          onChange={(e) => setLanguage(e.currentTarget.value as Language)}
        />
        <FormProblem problem={save.error} />
        <div className={styles.foot}>
          <Button type="submit" loading={save.isPending}>
            {t('account.save')}
          </Button>
        </div>
      </form>
      <div className={styles.zones}>
        <h3>{t('account.zones')}</h3>
        <p>{t('account.zonesText')}</p>
        <Facts facts={[...zones, { label: t('account.device'), value: ownZone() }]} />
      </div>
    </Card>
  );
}
