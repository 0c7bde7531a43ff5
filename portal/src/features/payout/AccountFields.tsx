import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { PartnerPayoutMethodInput } from '../../api';
import { useTranslation } from '../../i18n';

type Draft = Omit<PartnerPayoutMethodInput, 'address'>;
type Field = Exclude<keyof Draft, 'rail' | 'currency' | 'holder' | 'account_type'>;

/** Which fields each method asks for. */
const fields: Record<Draft['rail'], readonly Field[]> = {
  manual: ['free_text'],
  paypal: ['email'],
  paypal_csv: ['email'],
  sepa: ['iban', 'bic'],
  nacha: ['routing_number', 'account_number'],
  wise: ['iban', 'bic', 'country', 'account_number', 'routing_number', 'email'],
};

const optional = new Set<Field>(['bic']);

/** The account's own fields, by method. */
export function AccountFields({
  draft,
  wrong,
  onChange,
}: {
  draft: Draft;
  wrong: Record<string, string>;
  onChange: (more: Partial<Draft>) => void;
}) {
  const { t } = useTranslation();
  const wise = draft.rail === 'wise';
  const labels: Record<Field, string> = {
    free_text: t('method.details'),
    email: t('method.email'),
    iban: t('method.iban'),
    bic: t('method.bic'),
    account_number: t('method.accountNumber'),
    routing_number: t(wise && draft.country !== 'US' ? 'method.bankCode' : 'method.routing'),
    country: t('method.country'),
  };
  const common = (field: Field) => ({
    label: labels[field],
    value: draft[field] ?? '',
    error: wrong[field],
    required: !wise && !optional.has(field),
    withAsterisk: false,
    onChange: (e: { currentTarget: { value: string } }) => onChange({ [field]: e.currentTarget.value }),
  });
  return (
    <>
      {fields[draft.rail].map((field) =>
        field === 'free_text' ? (
          <Textarea
            key={field}
            description={t('method.detailsHint')}
            rows={2}
            maxLength={200}
            {...common(field)}
          />
        ) : (
          <TextInput
            key={field}
            type={field === 'email' ? 'email' : 'text'}
            maxLength={field === 'country' ? 2 : 254}
            {...(field === 'country' ? { description: t('method.countryHint') } : {})}
            {...common(field)}
          />
        ),
      )}
      {(draft.rail === 'nacha' || (wise && draft.country?.toUpperCase() === 'US')) && (
        <NativeSelect
          label={t('method.kind')}
          value={draft.account_type ?? 'checking'}
          error={wrong.account_type}
          onChange={(e) => onChange({ account_type: e.currentTarget.value as 'checking' | 'savings' })}
          data={[
            { value: 'checking', label: t('method.checking') },
            { value: 'savings', label: t('method.savings') },
          ]}
        />
      )}
    </>
  );
}
