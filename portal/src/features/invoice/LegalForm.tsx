import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Problem } from '../../api';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import styles from './invoice.module.css';

export type Party = { name: string; address: string[]; country: string; vat_number: string };

/** How invoices name one side. */
export function LegalForm({
  party,
  busy,
  error,
  onSave,
}: {
  party: Party;
  busy: boolean;
  error: Problem | null;
  onSave: (party: Party) => void;
}) {
  const { t } = useTranslation();
  const [form, setForm] = useState({ ...party, address: party.address.join('\n') });
  const wrong = error ? fieldErrors(error) : {};
  const set = (name: keyof typeof form) => ({
    value: form[name],
    error: wrong[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setForm({ ...form, [name]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave({ ...form, address: form.address.split('\n').filter((line) => line.trim() !== '') });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput label={t('legal.name')} maxLength={140} required withAsterisk={false} {...set('name')} />
      <Textarea
        label={t('legal.address')}
        description={t('legal.addressHint')}
        rows={3}
        required
        withAsterisk={false}
        {...set('address')}
      />
      <div className={styles.pair}>
        <TextInput
          label={t('legal.country')}
          description={t('legal.countryHint')}
          maxLength={2}
          required
          withAsterisk={false}
          {...set('country')}
        />
        <TextInput
          label={t('legal.vat')}
          description={t('legal.vatHint')}
          maxLength={30}
          {...set('vat_number')}
        />
      </div>
      <FormProblem problem={Object.keys(wrong).length > 0 ? null : error} />
      <div className={styles.foot}>
        <Button type="submit" loading={busy}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
