import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import { metrics, periods } from '../../kit/goal';
import { metricOf, periodOf, type RuleDraft } from './draft';
import styles from './Groups.module.css';

type Props = {
  label: string;
  hint: string;
  value: RuleDraft;
  onChange: (value: RuleDraft) => void;
  /** A rule that is looked at when a period closes cannot be for ever. */
  closing?: boolean;
  error?: string | undefined;
};

/** A goal over a period that may be switched off. */
export function RuleField({ label, hint, value, onChange, closing = false, error }: Props) {
  const { t } = useTranslation();
  const { currency } = useManagerPlace();
  const shown = periods.filter((period) => !closing || period !== 'lifetime');
  return (
    <fieldset className={styles.rule}>
      <Switch
        label={label}
        description={hint}
        checked={value.on}
        onChange={(e) => onChange({ ...value, on: e.currentTarget.checked })}
      />
      {value.on && (
        <div className={styles.three}>
          <TextInput
            label={value.metric === 'revenue' ? t('goal.amountIn', { currency }) : t('goal.atLeast')}
            inputMode="decimal"
            value={value.threshold}
            onChange={(e) => onChange({ ...value, threshold: e.currentTarget.value })}
            error={error}
            required
            withAsterisk={false}
          />
          <NativeSelect
            label={t('goal.metric')}
            value={value.metric}
            onChange={(e) => onChange({ ...value, metric: metricOf(e.currentTarget.value) })}
            data={metrics.map((metric) => ({ value: metric, label: t(`goal.of.${metric}`) }))}
          />
          <NativeSelect
            label={t('goal.period')}
            value={value.period}
            onChange={(e) => onChange({ ...value, period: periodOf(e.currentTarget.value) })}
            data={shown.map((period) => ({ value: period, label: t(`goal.in.${period}`) }))}
          />
        </div>
      )}
    </fieldset>
  );
}
