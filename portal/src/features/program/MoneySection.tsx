import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ManagerSettings } from '../../api';
import { useTranslation } from '../../i18n';
import { decimal, parseMoney } from '../../kit/format';
import { Section } from './Section';
import styles from './Settings.module.css';
import { useSettings } from './useSettings';

/** How long commissions are held back, and from which amount on they are paid. */
export function MoneySection({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { save, busy, problem, wrong } = useSettings(settings);
  const [hold, setHold] = useState(String(settings.holdback_days));
  const [manual, setManual] = useState(settings.manual_review);
  const [minimum, setMinimum] = useState(decimal(settings.minimum_payout));
  const [cutoff, setCutoff] = useState(String(settings.cutoff_days));
  const [claims, setClaims] = useState(String(settings.claim_days));
  const amount = parseMoney(minimum, settings.currency);
  const [funding, setFunding] = useState(settings.funding);
  const [alone, setAlone] = useState(decimal(settings.adjustment_limit));
  const limit = parseMoney(alone, settings.currency);
  return (
    <Section
      title={t('settings.money')}
      text={t('settings.moneyText', { currency: settings.currency, zone: settings.zone })}
      busy={busy}
      problem={problem}
      ready={
        amount !== undefined && limit !== undefined && [hold, cutoff, claims].every((days) => days !== '')
      }
      onSave={() =>
        save({
          holdback_days: Number(hold),
          manual_review: manual,
          cutoff_days: Number(cutoff),
          claim_days: Number(claims),
          funding,
          ...(amount ? { minimum_payout: amount } : {}),
          ...(limit ? { adjustment_limit: limit } : {}),
        })
      }
    >
      <div className={styles.pair}>
        <TextInput
          label={t('settings.holdback')}
          description={t('settings.holdbackHint')}
          type="number"
          min={0}
          max={365}
          value={hold}
          onChange={(e) => setHold(e.currentTarget.value)}
          error={wrong.holdback_days}
        />
        <TextInput
          label={t('settings.cutoff')}
          description={t('settings.cutoffHint')}
          type="number"
          min={0}
          max={90}
          value={cutoff}
          onChange={(e) => setCutoff(e.currentTarget.value)}
          error={wrong.cutoff_days}
        />
      </div>
      {settings.links.features.claims && (
        <TextInput
          label={t('settings.claimDays')}
          description={t('settings.claimDaysHint')}
          type="number"
          min={1}
          max={90}
          value={claims}
          onChange={(e) => setClaims(e.currentTarget.value)}
          error={wrong.claim_days}
        />
      )}
      <TextInput
        label={t('settings.minimum', { currency: settings.currency })}
        inputMode="decimal"
        value={minimum}
        onChange={(e) => setMinimum(e.currentTarget.value)}
        error={amount ? wrong.minimum_payout : t('offers.wrongAmount')}
      />
      <TextInput
        label={t('settings.adjustLimit', { currency: settings.currency })}
        description={t('settings.adjustLimitHint')}
        inputMode="decimal"
        value={alone}
        onChange={(e) => setAlone(e.currentTarget.value)}
        error={limit ? wrong.adjustment_limit : t('offers.wrongAmount')}
      />
      <NativeSelect
        label={t('settings.funding')}
        description={t('settings.fundingHint')}
        value={funding}
        onChange={(e) => setFunding(e.currentTarget.value as typeof funding)}
        data={[
          { value: 'direct', label: t('settings.fundingDirect') },
          { value: 'network', label: t('settings.fundingNetwork') },
        ]}
      />
      <Switch
        label={t('settings.manualReview')}
        description={t('settings.manualReviewHint')}
        checked={manual}
        onChange={(e) => setManual(e.currentTarget.checked)}
      />
    </Section>
  );
}
