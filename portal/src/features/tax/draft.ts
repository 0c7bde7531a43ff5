import type { PartnerTaxFormInput } from '../../api';

export type Draft = Required<Omit<PartnerTaxFormInput, 'address' | 'number_kind'>> & {
  address: string;
  number_kind: 'ssn' | 'itin' | 'ein';
};

export const blank: Draft = {
  kind: 'w9',
  name: '',
  business_name: '',
  classification: 'individual',
  country: '',
  address: '',
  number_kind: 'ssn',
  number: '',
  us_number: '',
  date_of_birth: '',
  treaty_country: '',
  treaty_article: '',
  treaty_rate: '',
  certified: false,
  signature: '',
};

/** Only what the form asks for is sent, and of that only what was filled in. */
export function filled(draft: Draft): PartnerTaxFormInput {
  const { address, number_kind, ...rest } = draft;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '')) as typeof rest;
  return {
    ...given,
    ...(draft.kind === 'w9' ? { number_kind } : {}),
    address: address.split('\n').filter((line) => line.trim() !== ''),
  };
}

/** The fields of each step, so that a mistake leads back to where it was made. */
const fieldsOf = [
  ['kind', 'country'],
  [
    'name',
    'business_name',
    'classification',
    'address',
    'number_kind',
    'number',
    'us_number',
    'date_of_birth',
    'treaty_country',
    'treaty_article',
    'treaty_rate',
  ],
  ['certified', 'signature', 'password'],
];

export function stepOf(wrong: Record<string, string>): number {
  const step = fieldsOf.findIndex((fields) => fields.some((field) => field in wrong));
  return step < 0 ? 2 : step;
}
