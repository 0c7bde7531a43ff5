import { NativeSelect, TextInput } from '@mantine/core';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import styles from './OfferForm.module.css';
import { type RewardDraft, readRate } from './reward';

const kinds = ['percent', 'flat', 'nothing'] as const;

/** A reward of a rate or a level, in one line. */
export function RewardField({
  value,
  nothing = false,
  onChange,
}: {
  value: RewardDraft;
  nothing?: boolean;
  onChange: (value: RewardDraft) => void;
}) {
  const { t } = useTranslation();
  const { currency } = useManagerPlace();
  const wrong =
    value.value !== '' && !readRate(value, currency)
      ? t(value.kind === 'percent' ? 'offers.wrongPercent' : 'offers.wrongAmount')
      : undefined;
  return (
    <div className={styles.pair}>
      <NativeSelect
        label={t('offerRules.pays')}
        value={value.kind}
        onChange={(e) =>
          onChange({ kind: kinds.find((kind) => kind === e.currentTarget.value) ?? 'percent', value: '' })
        }
        data={kinds
          .filter((kind) => nothing || kind !== 'nothing')
          .map((kind) => ({ value: kind, label: t(`offers.${kind}`) }))}
      />
      {value.kind !== 'nothing' && (
        <TextInput
          label={value.kind === 'percent' ? t('offers.percent') : t('offers.amountIn', { currency })}
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
