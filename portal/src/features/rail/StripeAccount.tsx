import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { beginStripeAccount, type PartnerStripeAccount, reauthenticate } from '../../api';
import { getStripeAccountOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { fieldErrors } from '../../app/problem';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { Pill, type Tone } from '../../kit/Pill';
import styles from './Rails.module.css';

const tones: Record<PartnerStripeAccount['state'], Tone> = {
  none: 'plain',
  incomplete: 'warn',
  ready: 'good',
  restricted: 'bad',
};

/** How the partner stands with the program's Stripe, where the program offers it. */
export default function StripeAccount() {
  const { t } = useTranslation();
  const { path, admin } = usePartnerPlace();
  const [going, setGoing] = useState(false);
  const account = useQuery({ ...getStripeAccountOptions({ path }), enabled: admin });
  const found = account.data;
  if (!found?.offered) return null;
  return (
    <Card
      title={t('stripeAccount.title')}
      action={<Pill tone={tones[found.state]}>{t(`stripeAccount.state.${found.state}`)}</Pill>}
    >
      <p className={styles.text}>{t(`stripeAccount.text.${found.state}`, { count: found.due })}</p>
      {found.account && (
        <p className={styles.text}>
          {t('stripeAccount.id')} <code>{found.account}</code>
        </p>
      )}
      {found.bank_error && (
        <p className={styles.warning} role="status">
          {t('stripeAccount.bankError', { reason: found.bank_error })}
        </p>
      )}
      {found.state !== 'ready' && (
        <Button variant={found.state === 'none' ? 'filled' : 'default'} onClick={() => setGoing(true)}>
          {found.state === 'none' ? t('stripeAccount.connect') : t('stripeAccount.continue')}
        </Button>
      )}
      <Go opened={going} first={found.state === 'none'} onClose={() => setGoing(false)} />
    </Card>
  );
}

function Go({ opened, first, onClose }: { opened: boolean; first: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { path } = usePartnerPlace();
  const [country, setCountry] = useState('');
  const [password, setPassword] = useState('');
  const begin = useMutation({
    mutationFn: async () => {
      await reauthenticate({ body: { password }, throwOnError: true });
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
        <PasswordInput
          label={t('stripeAccount.password')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('auth.reveal') }}
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
