import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import styles from './OfferForm.module.css';
import { RewardField } from './RewardField';
import { emptyLevel, emptyVolume, put, type VolumeDraft, volumePeriods } from './rules';

const measures = ['amount', 'count'] as const;
const modes = ['marginal', 'retroactive'] as const;

/** Rewards that rise with what a partner sells in a period. */
export function Levels({
  volume,
  onChange,
}: {
  volume: VolumeDraft | undefined;
  onChange: (volume: VolumeDraft | undefined) => void;
}) {
  const { t } = useTranslation();
  const { currency } = useManagerPlace();
  if (!volume)
    return (
      <Button variant="default" size="xs" onClick={() => onChange(emptyVolume())}>
        {t('offerRules.addVolume')}
      </Button>
    );
  const change = (next: Partial<VolumeDraft>) => onChange({ ...volume, ...next });
  return (
    <div className={styles.list}>
      <div className={styles.triple}>
        <NativeSelect
          label={t('offerRules.measure')}
          value={volume.by}
          onChange={(e) => change({ by: measures.find((one) => one === e.currentTarget.value) ?? 'amount' })}
          data={measures.map((value) => ({ value, label: t(`offerRules.measures.${value}`) }))}
        />
        <NativeSelect
          label={t('offerRules.per')}
          value={volume.per}
          onChange={(e) =>
            change({ per: volumePeriods.find((one) => one === e.currentTarget.value) ?? 'month' })
          }
          data={volumePeriods.map((value) => ({ value, label: t(`terms.per.${value}`) }))}
        />
        <NativeSelect
          label={t('offerRules.mode')}
          value={volume.mode}
          onChange={(e) => change({ mode: modes.find((one) => one === e.currentTarget.value) ?? 'marginal' })}
          data={modes.map((value) => ({ value, label: t(`offerRules.modes.${value}`) }))}
        />
      </div>
      {volume.levels.map((level, i) => (
        <fieldset key={level.id} className={styles.item}>
          <legend className={styles.row}>
            {t('offerRules.level', { number: i + 1 })}
            <CloseButton
              size="sm"
              aria-label={t('offerRules.removeLevel', { number: i + 1 })}
              onClick={() =>
                volume.levels.length > 1
                  ? change({ levels: put(volume.levels, level.id) })
                  : onChange(undefined)
              }
            />
          </legend>
          <TextInput
            label={
              volume.by === 'amount'
                ? t('offerRules.beyondAmount', { currency })
                : t('offerRules.beyondCount')
            }
            inputMode="decimal"
            value={level.from}
            onChange={(e) =>
              change({ levels: put(volume.levels, level.id, { ...level, from: e.currentTarget.value }) })
            }
            required
            withAsterisk={false}
          />
          <RewardField
            value={level.reward}
            onChange={(reward) => change({ levels: put(volume.levels, level.id, { ...level, reward }) })}
          />
        </fieldset>
      ))}
      <Button
        variant="default"
        size="xs"
        onClick={() => change({ levels: [...volume.levels, emptyLevel()] })}
      >
        {t('offerRules.addLevel')}
      </Button>
    </div>
  );
}
