import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { beginStripeAccount } from '../../api';
import { usePartnerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { confirmPassword, OwnPassword } from '../../kit/OwnPassword';
import styles from './Rails.module.css';

/** Leads to Stripe, after the password was asked for; the first time with the country. */
export function StripeGo({
  opened,
  first,
  onClose,
}: {
  opened: boolean;
  first: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const [country, setCountry] = useState('');
  const [password, setPassword] = useState('');
  const begin = useMutation({
    mutationFn: async () => {
      await confirmPassword(password);
      const code = country.trim().toUpperCase();
      return (await beginStripeAccount({ path, body: code ? { country: code } : {}, throwOnError: true }))
        .data;
    },
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const wrong = begin.error ? fieldErrors(begin.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('stripeAccount.title')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => setPassword('')}
    >
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.text}>{t('stripeAccount.goText')}</p>
        {first && (
          <TextInput
            label={t('stripeAccount.country')}
            description={t('stripeAccount.countryText')}
            placeholder="DE"
            maxLength={2}
            value={country}
            onChange={(event) => setCountry(event.currentTarget.value)}
            error={wrong.country}
            required
            withAsterisk={false}
            data-autofocus
          />
        )}
        <OwnPassword
          label={t('stripeAccount.password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <FormProblem problem={Object.keys(wrong).length > 0 ? null : begin.error} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={begin.isPending || begin.isSuccess}>
            {t('stripeAccount.go')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
