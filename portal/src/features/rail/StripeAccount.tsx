import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartnerStripeAccount } from '../../api';
import { getPayoutMethodOptions, getStripeAccountOptions } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Pill, type Tone } from '../../kit/Pill';
import styles from './Rails.module.css';
import { StripeGo } from './StripeGo';
import { StripeUse } from './StripeUse';

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
  const method = useQuery({
    ...getPayoutMethodOptions({ path: { partner: path.partner } }),
    enabled: admin,
  });
  const found = account.data;
  if (!found?.offered) return null;
  const used = method.data?.set && method.data.rail === 'stripe';
  return (
    <Card
      title={t('stripeAccount.title')}
      action={<Pill tone={tones[found.state]}>{t(`stripeAccount.state.${found.state}`)}</Pill>}
    >
      <p className={styles.text}>
        {t(found.state === 'ready' && used ? 'stripeAccount.used' : `stripeAccount.text.${found.state}`)}
      </p>
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
      {found.state === 'ready' && method.data && !used && (
        <Button onClick={() => setGoing(true)}>{t('stripeAccount.use')}</Button>
      )}
      {found.state === 'ready' ? (
        <StripeUse opened={going} changing={method.data?.set ?? false} onClose={() => setGoing(false)} />
      ) : (
        <StripeGo opened={going} first={found.state === 'none'} onClose={() => setGoing(false)} />
      )}
    </Card>
  );
}
