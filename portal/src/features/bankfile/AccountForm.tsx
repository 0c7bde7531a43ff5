import { Button, Switch, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type ManagerBankAccount, putBankAccount } from '../../api';
import { useManagerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { confirmPassword, OwnPassword } from '../../kit/OwnPassword';
import { said } from '../../kit/toast';
import styles from './BankAccount.module.css';

/** Every field of the account; the IBAN is shown masked and stays unless it is typed anew. */
export function AccountForm({ account }: { account: ManagerBankAccount }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const queryClient = useQueryClient();
  const [form, setForm] = useState({ ...account, iban: '', password: '' });
  const [ach, setAch] = useState(account.ach);
  const save = useMutation({
    mutationFn: async () => {
      await confirmPassword(form.password);
      const { name, street, postcode, town, country, bic, older } = form;
      const iban = form.iban.trim() === '' ? {} : { iban: form.iban };
      const body = { name, street, postcode, town, country, bic, older, ach, ...iban };
      await putBankAccount({ path, body, throwOnError: true });
    },
    onSuccess: () => {
      said(t('bank.saved'));
      void queryClient.invalidateQueries();
    },
  });
  const wrong = save.error ? fieldErrors(save.error) : {};
  type Text = 'name' | 'street' | 'postcode' | 'town' | 'country' | 'iban' | 'bic' | 'password';
  const set = (name: Text) => ({
    label: t(`bank.${name}`),
    value: form[name],
    error: wrong[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setForm({ ...form, [name]: event.currentTarget.value }),
  });
  type Code = 'routing' | 'bank_name' | 'origin' | 'company';
  const code = (name: Code) => ({
    label: t(`bank.${name}`),
    value: ach[name],
    error: wrong[`ach.${name}`],
    onChange: (event: { currentTarget: { value: string } }) =>
      setAch({ ...ach, [name]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const must = { required: true, withAsterisk: false };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput {...set('name')} {...must} maxLength={70} description={t('bank.nameHint')} />
      <div className={styles.pair}>
        <TextInput {...set('street')} maxLength={70} />
        <TextInput {...set('postcode')} maxLength={16} />
        <TextInput {...set('town')} {...must} maxLength={35} />
        <TextInput {...set('country')} {...must} maxLength={2} />
      </div>
      <h3 className={styles.part}>{t('bank.sepa')}</h3>
      <div className={styles.pair}>
        <TextInput
          {...set('iban')}
          maxLength={50}
          placeholder={account.iban_masked ?? ''}
          description={account.iban_masked ? t('bank.ibanKept') : undefined}
          autoComplete="off"
        />
        <TextInput {...set('bic')} maxLength={11} description={t('bank.bicHint')} />
      </div>
      <Switch
        label={t('bank.older')}
        description={t('bank.olderHint')}
        checked={form.older}
        onChange={(e) => setForm({ ...form, older: e.currentTarget.checked })}
      />
      <h3 className={styles.part}>{t('bank.nacha')}</h3>
      <div className={styles.pair}>
        <TextInput {...code('routing')} maxLength={11} />
        <TextInput {...code('bank_name')} maxLength={23} />
        <TextInput {...code('origin')} maxLength={10} description={t('bank.originHint')} />
        <TextInput {...code('company')} maxLength={10} description={t('bank.originHint')} />
      </div>
      <Switch
        label={t('bank.business')}
        description={t('bank.businessHint')}
        checked={ach.business}
        onChange={(e) => setAch({ ...ach, business: e.currentTarget.checked })}
      />
      <Switch
        label={t('bank.addenda')}
        checked={ach.addenda}
        onChange={(e) => setAch({ ...ach, addenda: e.currentTarget.checked })}
      />
      <OwnPassword {...set('password')} />
      <FormProblem problem={Object.keys(wrong).length > 0 ? null : save.error} />
      <div className={styles.foot}>
        <Button type="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
