import { Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ManagerOffer, ManagerReplayProposal, ManagerSettings, Problem } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { FormProblem } from '../../kit/FormProblem';
import { resolvePeriod } from '../../kit/period';
import styles from './Replay.module.css';

type Props = {
  settings: ManagerSettings;
  offers: readonly ManagerOffer[];
  busy: boolean;
  problem: Problem | null;
  onRun: (body: ManagerReplayProposal) => void;
};

const models = ['last', 'first', 'split'] as const;

/** The period, and what would have been the rules; it starts from those in force. */
export function ReplayForm({ settings, offers, busy, problem, onRun }: Props) {
  const { t } = useTranslation();
  const { zone } = useManagerPlace();
  const [period, setPeriod] = useState(() => resolvePeriod({}, zone));
  const [model, setModel] = useState<(typeof models)[number]>(settings.attribution.model);
  const [days, setDays] = useState(String(settings.attribution.window_days));
  const [coupon, setCoupon] = useState(settings.attribution.coupon_wins);
  const [rates, setRates] = useState<Record<string, string>>({});
  const shares = offers.filter((offer) => offer.current?.reward.kind === 'percent');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onRun({
      from: period.from,
      to: period.to,
      attribution: { model, window_days: Number(days), coupon_wins: coupon },
      offers: Object.entries(rates)
        .filter(([, rate]) => rate !== '')
        .map(([offer_id, rate]) => ({ offer_id, rate_basis_points: Math.round(Number(rate) * 100) })),
    });
  };
  return (
    <Card>
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.text}>{t('replay.text')}</p>
        <div className={styles.row}>
          <TextInput
            label={t('replay.from')}
            type="date"
            value={period.from}
            onChange={(e) => setPeriod({ ...period, from: e.currentTarget.value })}
          />
          <TextInput
            label={t('replay.to')}
            type="date"
            value={period.to}
            onChange={(e) => setPeriod({ ...period, to: e.currentTarget.value })}
          />
          <TextInput
            label={t('settings.window')}
            type="number"
            min={1}
            max={400}
            value={days}
            onChange={(e) => setDays(e.currentTarget.value)}
          />
        </div>
        <SegmentedControl
          aria-label={t('settings.model')}
          value={model}
          onChange={(value) => setModel(models.find((one) => one === value) ?? 'last')}
          data={models.map((value) => ({ value, label: t(`settings.${value}`) }))}
        />
        <Switch
          label={t('settings.coupon')}
          checked={coupon}
          onChange={(e) => setCoupon(e.currentTarget.checked)}
        />
        {shares.length > 0 && (
          <div className={styles.row}>
            {shares.map((offer) => (
              <TextInput
                key={offer.id}
                label={t('replay.offer', { name: offer.name })}
                placeholder={t('replay.asWas')}
                type="number"
                min={0.01}
                max={100}
                step={0.01}
                value={rates[offer.id] ?? ''}
                onChange={(e) => setRates({ ...rates, [offer.id]: e.currentTarget.value })}
              />
            ))}
          </div>
        )}
        <FormProblem problem={problem} />
        <Button type="submit" loading={busy} disabled={days === '' || !period.from || !period.to}>
          {t('replay.run')}
        </Button>
      </form>
    </Card>
  );
}
