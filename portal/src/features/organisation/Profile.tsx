import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartnerOrganisation } from '../../api';
import { putOrganisationMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { said } from '../../kit/toast';
import styles from './Organisation.module.css';

/** Name, website, address and a few words. */
export function Profile({ own }: { own: PartnerOrganisation }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const queryClient = useQueryClient();
  const [form, setForm] = useState({
    name: own.name,
    website: own.website,
    country: own.country,
    address: own.address,
    description: own.description,
  });
  const save = useMutation({
    ...putOrganisationMutation(),
    onSuccess: () => {
      said(t('organisation.saved'));
      void queryClient.invalidateQueries();
    },
  });
  const wrong = save.error ? fieldErrors(save.error) : {};
  const set = (field: keyof typeof form) => ({
    label: t(`organisation.${field}`),
    value: form[field],
    error: wrong[field],
    onChange: (e: { currentTarget: { value: string } }) => {
      const { value } = e.currentTarget;
      setForm((now) => ({ ...now, [field]: field === 'country' ? value.toUpperCase() : value }));
    },
  });
  return (
    <Card title={t('organisation.profile')}>
      <p className={styles.text}>{t('organisation.profileText')}</p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ path, body: form });
        }}
      >
        <TextInput
          {...set('name')}
          maxLength={100}
          required
          withAsterisk={false}
          autoComplete="organization"
        />
        <div className={styles.pair}>
          <TextInput
            {...set('website')}
            description={t('organisation.websiteHint')}
            maxLength={300}
            type="url"
          />
          <TextInput {...set('country')} description={t('organisation.countryHint')} maxLength={2} />
        </div>
        <Textarea {...set('address')} rows={3} maxLength={300} autoComplete="street-address" />
        <Textarea {...set('description')} rows={4} maxLength={1000} />
        {Object.keys(wrong).length === 0 && <FormProblem problem={save.error} />}
        <Button
          type="submit"
          className={styles.save ?? ''}
          loading={save.isPending}
          disabled={form.name.trim() === ''}
        >
          {t('save')}
        </Button>
      </form>
    </Card>
  );
}
