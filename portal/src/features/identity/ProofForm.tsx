import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { getSessionQueryKey, mailCodeMutation } from '../../api/@tanstack/react-query.gen';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import dialog from '../../kit/Dialog.module.css';
import { FormProblem } from '../../kit/FormProblem';
import { show, type Way } from './ways';

type Props = { ways: Way[]; text: string; onDone: (given: boolean) => void };

/** One way to prove who is there, and the others to change to. */
export function ProofForm({ ways, text, onDone }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [way, setWay] = useState<Way>(ways[0] ?? 'password');
  const [typed, setTyped] = useState('');
  const mail = useMutation(mailCodeMutation());
  const confirm = useMutation({
    mutationFn: () => show(way, typed),
    onSuccess: (session) => {
      queryClient.setQueryData(getSessionQueryKey(), session);
      onDone(true);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The form of the page below must not be sent with it.
    event.stopPropagation();
    if (way === 'mail' && !mail.isSuccess) mail.mutate({});
    else confirm.mutate();
  };
  const change = (next: Way) => {
    setWay(next);
    setTyped('');
    confirm.reset();
  };
  const wrong = confirm.error ? fieldErrors(confirm.error) : {};
  const waits = way === 'mail' && !mail.isSuccess;
  return (
    <form className={dialog.form} onSubmit={submit}>
      <p className={dialog.text}>{way === 'mail' && mail.isSuccess ? t('proof.mailSent') : text}</p>
      {way === 'password' && (
        <PasswordInput
          label={t('proof.password')}
          autoComplete="current-password"
          data-autofocus
          required
          withAsterisk={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('auth.reveal') }}
        />
      )}
      {(way === 'code' || (way === 'mail' && mail.isSuccess)) && (
        <TextInput
          label={t(way === 'code' ? 'auth.code' : 'proof.mailed')}
          autoComplete="one-time-code"
          data-autofocus
          required
          withAsterisk={false}
          value={typed}
          error={wrong.code && confirm.error?.detail}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {!wrong.code && <FormProblem problem={confirm.error ?? mail.error} />}
      <div className={dialog.actions}>
        <Button variant="default" onClick={() => onDone(false)}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={confirm.isPending || mail.isPending}>
          {t(waits ? 'proof.sendMail' : way === 'passkey' ? 'auth.usePasskey' : 'proof.confirm')}
        </Button>
      </div>
      {ways
        .filter((other) => other !== way)
        .map((other) => (
          <Button key={other} variant="subtle" size="compact-sm" onClick={() => change(other)}>
            {t(`proof.way.${other}`)}
          </Button>
        ))}
    </form>
  );
}
