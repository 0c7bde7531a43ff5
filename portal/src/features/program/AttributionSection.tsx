import { SegmentedControl, Switch, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ManagerSettings } from '../../api';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { Section } from './Section';
import { useSettings } from './useSettings';

const models = ['last', 'first', 'split'] as const;

/** Which touch earns, and for how long. */
export function AttributionSection({ settings }: { settings: ManagerSettings }) {
  const { t } = useTranslation();
  const { path } = useManagerPlace();
  const { save, busy, problem, wrong } = useSettings(settings);
  const [model, setModel] = useState(settings.attribution.model);
  const [days, setDays] = useState(String(settings.attribution.window_days));
  const [coupon, setCoupon] = useState(settings.attribution.coupon_wins);
  return (
    <Section
      title={t('settings.attribution')}
      text={t('settings.attributionText')}
      busy={busy}
      problem={problem}
      ready={days !== ''}
      onSave={() => save({ attribution: { model, window_days: Number(days), coupon_wins: coupon } })}
    >
      <SegmentedControl
        aria-label={t('settings.model')}
        value={model}
        onChange={(value) => setModel(models.find((one) => one === value) ?? 'last')}
        data={models.map((value) => ({ value, label: t(`settings.${value}`) }))}
      />
      <TextInput
        label={t('settings.window')}
        type="number"
        min={1}
        max={400}
        value={days}
        onChange={(e) => setDays(e.currentTarget.value)}
        error={wrong['attribution.window_days']}
      />
      <Switch
        label={t('settings.coupon')}
        checked={coupon}
        onChange={(e) => setCoupon(e.currentTarget.checked)}
      />
      <Link to="/m/$program/settings/replay" params={path} className="link">
        {t('settings.replay')}
      </Link>
    </Section>
  );
}
