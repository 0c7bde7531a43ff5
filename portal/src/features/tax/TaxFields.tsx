import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { PartnerTaxFormAsk } from '../../api';
import { useTranslation } from '../../i18n';
import type { Draft } from './draft';
import styles from './Tax.module.css';

type Props = {
  draft: Draft;
  wrong: Record<string, string>;
  ask: PartnerTaxFormAsk | undefined;
  onChange: (more: Partial<Draft>) => void;
};

/** What the chosen form asks for. */
export function TaxFields({ draft, wrong, ask, onChange }: Props) {
  const { t } = useTranslation();
  const text = (
    name: keyof Draft & string,
    more: { required?: boolean; placeholder?: string; max?: number } = {},
  ) => (
    <TextInput
      label={t(`tax.field.${name}` as 'tax.field.name')}
      autoComplete={name === 'name' ? 'name' : 'off'}
      required={more.required ?? true}
      withAsterisk={false}
      placeholder={more.placeholder}
      maxLength={more.max ?? 100}
      value={String(draft[name])}
      error={wrong[name]}
      onChange={(e) => onChange({ [name]: e.currentTarget.value })}
    />
  );
  return (
    <>
      {text('name')}
      {draft.kind !== 'w8ben' && (
        <div className={styles.pair}>
          {text('business_name', { required: false })}
          <NativeSelect
            label={t('tax.field.classification')}
            data={(ask?.classifications ?? []).map((value) => ({
              value,
              label: t(`tax.class.${value}` as 'tax.class.individual'),
            }))}
            value={draft.classification}
            error={wrong.classification}
            onChange={(e) => onChange({ classification: e.currentTarget.value })}
          />
        </div>
      )}
      <Textarea
        label={t('tax.field.address')}
        required
        withAsterisk={false}
        rows={3}
        value={draft.address}
        error={wrong.address}
        onChange={(e) => onChange({ address: e.currentTarget.value })}
      />
      {draft.kind === 'w9' ? (
        <div className={styles.pair}>
          <NativeSelect
            label={t('tax.field.number_kind')}
            data={(['ssn', 'itin', 'ein'] as const).map((value) => ({
              value,
              label: t(`tax.number.${value}`),
            }))}
            value={draft.number_kind}
            error={wrong.number_kind}
            onChange={(e) => onChange({ number_kind: e.currentTarget.value as Draft['number_kind'] })}
          />
          {text('number', {
            max: 30,
            placeholder: draft.number_kind === 'ein' ? '12-3456789' : '123-45-6789',
          })}
        </div>
      ) : (
        <>
          <div className={styles.pair}>
            {text('number', { max: 30 })}
            {text('us_number', { required: false, max: 11 })}
          </div>
          {draft.kind === 'w8ben' && text('date_of_birth', { max: 10, placeholder: '1990-12-31' })}
          <p className={styles.note}>{t('tax.treatyNote')}</p>
          <div className={styles.pair}>
            {text('treaty_country', { required: false, max: 2, placeholder: 'DE' })}
            {text('treaty_article', { required: false, max: 40 })}
            {text('treaty_rate', { required: false, max: 5, placeholder: '10' })}
          </div>
        </>
      )}
    </>
  );
}
