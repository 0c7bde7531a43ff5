import { TextInput } from '@mantine/core';
import type { ManagerRailFee } from '../../api';
import { useTranslation } from '../../i18n';
import { parsePercent } from '../../kit/format';
import { read, typed } from './amount';
import styles from './Batch.module.css';
import { railText } from './status';

type Rail = ManagerRailFee['rail'];

/** What a payout costs, for each method that is offered. */
export function RailFees({
  rails,
  fees,
  currency,
  onChange,
}: {
  rails: string[];
  fees: ManagerRailFee[];
  currency: string;
  onChange: (fees: ManagerRailFee[]) => void;
}) {
  const { t } = useTranslation();
  const feeOf = (rail: string): ManagerRailFee =>
    fees.find((one) => one.rail === rail) ?? { rail: rail as Rail, flat: 0, basis_points: 0, cap: 0 };
  const change = (rail: string, more: Partial<ManagerRailFee>) =>
    onChange(
      rails
        .map((one) => (one === rail ? { ...feeOf(rail), ...more } : feeOf(one)))
        .filter((one) => one.flat > 0 || one.basis_points > 0),
    );
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('paying.fees')}</legend>
      <p className={styles.text}>{t('paying.feesHint')}</p>
      {rails.map((rail) => {
        const fee = feeOf(rail);
        const name = railText(rail, t);
        return (
          <div key={rail} className={styles.fees}>
            <TextInput
              inputMode="decimal"
              label={t('paying.flat', { rail: name })}
              defaultValue={typed(fee.flat, currency)}
              onBlur={(e) => change(rail, { flat: read(e.currentTarget.value, currency) })}
            />
            <TextInput
              inputMode="decimal"
              label={t('paying.share', { rail: name })}
              defaultValue={String(fee.basis_points / 100)}
              onBlur={(e) => change(rail, { basis_points: parsePercent(e.currentTarget.value) ?? 0 })}
            />
            <TextInput
              inputMode="decimal"
              label={t('paying.cap', { rail: name })}
              defaultValue={typed(fee.cap, currency)}
              onBlur={(e) => change(rail, { cap: read(e.currentTarget.value, currency) })}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
