import { Button, Modal, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { putPayoutMethod, reauthenticate } from '../../api';
import { usePartnerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Method.module.css';

const nothing = { payee_name: '', account: '', password: '' };

/** The bank details for the manual rail; asks for the password, because this is where money goes. */
export function MethodForm({
  opened,
  changing,
  onClose,
}: {
  opened: boolean;
  changing: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [form, setForm] = useState(nothing);
  const save = useMutation({
    mutationFn: async ({ password, ...body }: typeof nothing) => {
      await reauthenticate({ body: { password }, throwOnError: true });
      await putPayoutMethod({ path: { partner: path.partner }, body, throwOnError: true });
    },
    onSuccess: () => {
      void queryClient.invalidateQueries();
      said(t('method.saved'));
      onClose();
    },
  });
  const wrong = save.error ? fieldErrors(save.error) : {};
  const set = (name: keyof typeof nothing) => ({
    value: form[name],
    error: wrong[name],
    required: true,
    withAsterisk: false,
    onChange: (event: { currentTarget: { value: string } }) =>
      setForm({ ...form, [name]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(form);
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('method.title')}
      size={460}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => setForm(nothing)}
    >
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.note}>{t(changing ? 'method.changeNote' : 'method.firstNote')}</p>
        <TextInput
          label={t('method.holder')}
          autoComplete="name"
          data-autofocus
          maxLength={140}
          {...set('payee_name')}
        />
        <Textarea
          label={t('method.details')}
          description={t('method.detailsHint')}
          rows={3}
          maxLength={500}
          {...set('account')}
        />
        <PasswordInput
          label={t('method.password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('auth.reveal') }}
          {...set('password')}
        />
        <FormProblem problem={Object.keys(wrong).length > 0 ? null : save.error} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
