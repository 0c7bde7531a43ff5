import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { foundProgramMutation } from '../../api/@tanstack/react-query.gen';
import { fieldErrors } from '../../app/problem';
import { sessionQuery } from '../../app/session';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { AuthFrame } from '../../shell/AuthFrame';
import { useSignOut } from '../../shell/useSignOut';
import { currencies, guessCurrency, webAddress, zoneHere, zones } from './choices';
import styles from './Setup.module.css';

/** Where the first person of an empty installation makes its first program: two things to type. */
export function Start() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [website, setWebsite] = useState('');
  const [currency, setCurrency] = useState(guessCurrency);
  const [zone, setZone] = useState(zoneHere);
  const found = useMutation({
    ...foundProgramMutation(),
    onSuccess: async ({ program_id }) => {
      await queryClient.fetchQuery({ ...sessionQuery(), staleTime: 0 });
      void navigate({ to: '/m/$program/setup', params: { program: program_id } });
    },
  });
  const wrong = found.error ? fieldErrors(found.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    found.mutate({ body: { name: name.trim(), website: webAddress(website), currency, zone } });
  };
  return (
    <AuthFrame branding={undefined} title={t('launch.start')} text={t('launch.startText')}>
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label={t('launch.name')}
          description={t('launch.nameHint')}
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
          maxLength={120}
          error={wrong.name}
          required
          withAsterisk={false}
          data-autofocus
        />
        <TextInput
          label={t('launch.website')}
          description={t('launch.websiteHint')}
          placeholder="www.example.com"
          inputMode="url"
          value={website}
          onChange={(e) => setWebsite(e.currentTarget.value)}
          maxLength={500}
          error={wrong.website}
          required
          withAsterisk={false}
        />
        <div className={styles.pair}>
          <NativeSelect
            label={t('launch.currency')}
            value={currency}
            onChange={(e) => setCurrency(e.currentTarget.value)}
            data={currencies()}
            error={wrong.currency}
          />
          <NativeSelect
            label={t('launch.zone')}
            value={zone}
            onChange={(e) => setZone(e.currentTarget.value)}
            data={zones()}
            error={wrong.zone}
          />
        </div>
        <FormProblem problem={Object.keys(wrong).length > 0 ? null : found.error} />
        <Button type="submit" loading={found.isPending} disabled={!name.trim() || !website.trim()}>
          {t('launch.create')}
        </Button>
        <Button variant="default" onClick={signOut}>
          {t('shell.signOut')}
        </Button>
      </form>
    </AuthFrame>
  );
}
