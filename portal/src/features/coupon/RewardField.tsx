import { SegmentedControl, TextInput } from '@mantine/core';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import styles from './Coupons.module.css';
import { type RewardDraft, readReward } from './reward';

const kinds = ['offer', 'percent', 'flat'] as const;

/** What a code pays: as the offer, or a share or amount of its own. */
export function RewardField({
  value,
  onChange,
}: {
  value: RewardDraft;
  onChange: (value: RewardDraft) => void;
}) {
  const { t } = useTranslation();
  const { currency } = useManagerPlace();
  const wrong =
    value.value !== '' && !readReward(value, currency)
      ? t(value.kind === 'percent' ? 'offers.wrongPercent' : 'offers.wrongAmount')
      : undefined;
  return (
    <div className={styles.form}>
      <SegmentedControl
        aria-label={t('coupons.reward')}
        value={value.kind}
        onChange={(kind) => onChange({ kind: kinds.find((one) => one === kind) ?? 'offer', value: '' })}
        data={[
          { value: 'offer', label: t('coupons.asOffer') },
          { value: 'percent', label: t('offers.percent') },
          { value: 'flat', label: t('offers.flat') },
        ]}
      />
      {value.kind !== 'offer' && (
        <TextInput
          label={value.kind === 'percent' ? t('coupons.percentOf') : t('coupons.amountIn', { currency })}
          inputMode="decimal"
          value={value.value}
          onChange={(e) => onChange({ ...value, value: e.currentTarget.value })}
          error={wrong}
          required
          withAsterisk={false}
        />
      )}
    </div>
  );
}
