import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { tryLinkMutation } from '../../api/@tanstack/react-query.gen';
import { usePartnerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { FormProblem } from '../../kit/FormProblem';
import { percent } from '../../kit/format';
import { readDestination } from './allowed';
import styles from './Links.module.css';
import { type Device, devices, type RuleDraft, toRule } from './rules';

/** Asks the server where visitors of a sort would go by the rules as they are typed. */
export function TryRules({ rules, destination }: { rules: readonly RuleDraft[]; destination: string }) {
  const { t } = useTranslation();
  const { path, zone } = usePartnerPlace();
  const [country, setCountry] = useState('');
  const [device, setDevice] = useState<Device>('mobile');
  const [day, setDay] = useState('');
  const attempt = useMutation(tryLinkMutation());
  const own = readDestination(destination)?.href;
  const run = () =>
    attempt.mutate({
      path,
      body: {
        rules: rules.map((rule) => toRule(rule, zone)),
        device,
        ...(own ? { destination: own } : {}),
        ...(country.trim() ? { country: country.trim().toUpperCase() } : {}),
        ...(day ? { at: `${day}T12:00:00Z` } : {}),
      },
    });
  return (
    <div className={styles.trial}>
      <p className={styles.hint}>{t('links.tryHint')}</p>
      <div className={styles.pair}>
        <TextInput
          label={t('links.tryCountry')}
          placeholder="DE"
          maxLength={2}
          value={country}
          onChange={(e) => setCountry(e.currentTarget.value)}
        />
        <NativeSelect
          label={t('links.tryDevice')}
          value={device}
          onChange={(e) => setDevice(devices.find((one) => one === e.currentTarget.value) ?? 'mobile')}
          data={devices.map((value) => ({ value, label: t(`device.${value}`) }))}
        />
        <TextInput
          label={t('links.tryDay')}
          type="date"
          value={day}
          onChange={(e) => setDay(e.currentTarget.value)}
        />
      </div>
      <Button variant="default" size="xs" loading={attempt.isPending} onClick={run}>
        {t('links.try')}
      </Button>
      <FormProblem problem={attempt.error} />
      {attempt.data && (
        <ul className={styles.shares} aria-label={t('links.shares')}>
          {attempt.data.data.map((share) => (
            <li key={share.rule ?? -1}>
              <strong>{percent(share.share_basis_points)}</strong>
              <span>
                <code>{share.destination.replace('https://', '')}</code>{' '}
                {share.rule === undefined
                  ? t('links.byDefault')
                  : t('links.byRule', { number: share.rule + 1 })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
