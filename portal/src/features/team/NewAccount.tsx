import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Joined } from '../../api';
import { acceptInvitationMutation } from '../../api/@tanstack/react-query.gen';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import styles from './Team.module.css';

/** Somebody without account chooses a name and a password, and is in. */
export function NewAccount({
  token,
  email,
  onDone,
}: {
  token: string;
  email: string;
  onDone: (joined: Joined) => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const accept = useMutation({ ...acceptInvitationMutation(), onSuccess: onDone });
  const refused = accept.error ? fieldErrors(accept.error) : {};
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate({ body: { token, name, password } });
      }}
    >
      <TextInput
        label={t('team.email')}
        type="email"
        size="md"
        value={email}
        readOnly
        autoComplete="username"
      />
      <TextInput
        label={t('join.name')}
        autoComplete="name"
        size="md"
        required
        withAsterisk={false}
        maxLength={100}
        value={name}
        onChange={(e) => setName(e.currentTarget.value)}
        error={refused.name}
      />
      <PasswordInput
        label={t('join.password')}
        description={t('join.passwordHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="new-password"
        size="md"
        required
        withAsterisk={false}
        value={password}
        onChange={(e) => setPassword(e.currentTarget.value)}
        error={refused.password}
        visibilityToggleButtonProps={{ 'aria-label': t('auth.reveal') }}
      />
      {Object.keys(refused).length === 0 && <FormProblem problem={accept.error} />}
      <Button type="submit" size="md" loading={accept.isPending}>
        {t('join.make')}
      </Button>
    </form>
  );
}
