import { Button, Checkbox, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useManagerPlace } from '../../app/place';
import { useTranslation } from '../../i18n';
import styles from './OfferForm.module.css';
import { type CapDraft, capOwners, capPeriods, emptyCap, put } from './rules';

/** The most that is paid; that of the offer is its budget. */
export function Limits({ caps, onChange }: { caps: CapDraft[]; onChange: (caps: CapDraft[]) => void }) {
  const { t } = useTranslation();
  const { currency } = useManagerPlace();
  return (
    <div className={styles.list}>
      {caps.map((cap, i) => {
        const change = (next: Partial<CapDraft>) => onChange(put(caps, cap.id, { ...cap, ...next }));
        return (
          <fieldset key={cap.id} className={styles.item}>
            <legend className={styles.row}>
              {t('offerRules.cap', { number: i + 1 })}
              <CloseButton
                size="sm"
                aria-label={t('offerRules.removeCap', { number: i + 1 })}
                onClick={() => onChange(put(caps, cap.id))}
              />
            </legend>
            <div className={styles.triple}>
              <NativeSelect
                label={t('offerRules.capOf')}
                value={cap.of}
                onChange={(e) =>
                  change({ of: capOwners.find((one) => one === e.currentTarget.value) ?? 'partner' })
                }
                data={capOwners.map((value) => ({ value, label: t(`offerRules.capOwners.${value}`) }))}
              />
              <TextInput
                label={t('offers.amountIn', { currency })}
                inputMode="decimal"
                value={cap.amount}
                onChange={(e) => change({ amount: e.currentTarget.value })}
                required
                withAsterisk={false}
              />
              <NativeSelect
                label={t('offerRules.per')}
                value={cap.per}
                onChange={(e) =>
                  change({ per: capPeriods.find((one) => one === e.currentTarget.value) ?? 'month' })
                }
                data={capPeriods.map((value) => ({ value, label: t(`terms.per.${value}`) }))}
              />
            </div>
            {cap.of === 'offer' && (
              <Checkbox
                label={t('offerRules.soft')}
                description={t('offerRules.softHint')}
                checked={cap.soft}
                onChange={(e) => change({ soft: e.currentTarget.checked })}
              />
            )}
          </fieldset>
        );
      })}
      <Button variant="default" size="xs" onClick={() => onChange([...caps, emptyCap()])}>
        {t('offerRules.addCap')}
      </Button>
    </div>
  );
}
