import { HttpResponse, http } from 'msw/http';
import type {
  ManagerBankAccount,
  ManagerInvoice,
  ManagerInvoiceDetail,
  ManagerTaxLine,
  ManagerTaxPolicyView,
  PartnerInvoice,
  PartnerInvoiceDetail,
  PartnerStatement,
  PartnerTaxForm,
} from '../api/types.gen.ts';
import { ago, days, page } from './data/base.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

export const invoices: PartnerInvoice[] = [
  {
    state: 'pending',
    date: '2026-11-02',
    total: eur(48_210),
    payout_id: 'pay_2',
    payout_status: 'processing',
  },
  {
    id: 'inv_1',
    number: '2026-0007',
    kind: 'self_billing',
    state: 'paid',
    date: '2026-10-05',
    total: eur(36_480),
    payout_id: 'pay_1',
  },
];

const detail: Omit<PartnerInvoiceDetail, 'payout_status' | 'timeline'> = {
  id: 'inv_1',
  number: '2026-0007',
  kind: 'self_billing',
  state: 'paid',
  date: '2026-10-05',
  from: '2026-09-01',
  until: '2026-09-30',
  supplier: {
    name: 'Kovač Media',
    address: ['Ilica 1', '10000 Zagreb'],
    country: 'HR',
    vat_number: 'HR12345678901',
  },
  customer: { name: 'Fernhill GmbH', address: ['Hauptstraße 1'], country: 'DE', vat_number: 'DE123456789' },
  lines: [
    { kind: 'sale', text: 'Standard', count: 12, amount: eur(38_480) },
    { kind: 'clawback', text: 'Standard', count: 1, amount: eur(-2_000) },
  ],
  total: eur(36_480),
  sent: eur(36_480),
  account: 'HR •••• 4821',
  reference: 'SEPA 4711',
  vat_text: 'Reverse charge: the recipient of the service accounts for VAT.',
  payout_id: 'pay_1',
  issued_at: ago(40 * days),
};

export const managerInvoices: ManagerInvoice[] = [
  {
    id: 'inv_1',
    number: '2026-0007',
    kind: 'self_billing',
    state: 'paid',
    date: '2026-10-05',
    total: eur(36_480),
    payout_id: 'pay_1',
    partner: { id: 'ptr_1', name: 'Kovač Media' },
  },
];

const statement: PartnerStatement = {
  from: '2026-11-01',
  to: '2026-11-21',
  currency: 'EUR',
  opening: eur(36_480),
  earned: eur(12_000),
  reversed: eur(1_500),
  paid: eur(36_480),
  closing: eur(10_500),
  entries: [
    {
      at: ago(9 * days),
      kind: 'settled',
      what: 'Payout pay_1',
      refs: ['pay_1'],
      amount: eur(-36_480),
      balance: eur(0),
    },
    {
      at: ago(2 * days),
      kind: 'earned',
      what: 'Commission: Standard (sale)',
      refs: ['com_1'],
      amount: eur(12_000),
      balance: eur(12_000),
    },
  ],
};

const legal = {
  name: 'Kovač Media',
  address: ['Ilica 1', '10000 Zagreb'],
  country: 'HR',
  vat_number: 'HR12345678901',
};

const account: ManagerBankAccount = {
  set: true,
  sepa: true,
  nacha: false,
  name: 'Fernhill GmbH',
  street: 'Hauptstraße 1',
  postcode: '10623',
  town: 'Berlin',
  country: 'DE',
  iban_masked: 'DE •••• 3000',
  bic: '',
  older: false,
  ach: { routing: '', bank_name: '', origin: '', company: '', business: false, addenda: false },
  updated_at: ago(30 * days),
};

const taxForm: PartnerTaxForm = {
  status: 'missing',
  forms: [
    {
      kind: 'w9',
      certifications: ['The number on this form is my correct taxpayer number.', 'I am a U.S. person.'],
      classifications: ['individual', 'c_corporation', 'partnership'],
    },
    { kind: 'w8ben', certifications: ['I am not a U.S. person.'], classifications: [] },
    { kind: 'w8bene', certifications: ['It is not a U.S. company.'], classifications: ['corporation'] },
  ],
};

const taxLines: ManagerTaxLine[] = [
  {
    partner: { id: 'ptr_1', name: 'Kovač Media' },
    form: { status: 'submitted', kind: 'w9', name: 'Maya Kovač', last4: '6789' },
    paid_direct: eur(412_300),
    paid_network: eur(36_480),
    reportable: true,
  },
  {
    partner: { id: 'ptr_2', name: 'Bean Book' },
    form: { status: 'missing' },
    paid_direct: eur(28_260),
    paid_network: eur(0),
    reportable: false,
  },
];

const taxPolicy: ManagerTaxPolicyView = {
  policy: 'auto',
  asks: false,
  threshold: { amount: 200_000, currency: 'USD' },
  threshold_year: 2026,
};

/** A partner's documents on the mocked server. */
export const partnerDocumentHandlers = (base: string) => [
  http.get(`${base}/invoices`, ({ request }) => {
    const state = new URL(request.url).searchParams.get('state');
    return HttpResponse.json(page(invoices.filter((row) => state === null || row.state === state)));
  }),
  http.get(`${base}/invoices/:id`, () =>
    HttpResponse.json({
      ...detail,
      payout_status: 'paid',
      timeline: [
        { state: 'reserved', at: ago(42 * days), done: true },
        { state: 'paid', at: ago(40 * days), done: true },
      ],
    } satisfies PartnerInvoiceDetail),
  ),
  http.get(`${base}/statement`, () => HttpResponse.json(statement)),
  http.get('*/api/p/:partner/legal', () => HttpResponse.json(legal)),
  http.put('*/api/p/:partner/legal', () => HttpResponse.json(legal)),
  http.get('*/api/p/:partner/tax-form', () => HttpResponse.json(taxForm)),
];

/** A program's documents, and the account that it pays from. */
export const managerDocumentHandlers = (base: string) => [
  http.get(`${base}/invoices`, () => HttpResponse.json(page(managerInvoices))),
  http.get(`${base}/invoices/:id`, () =>
    HttpResponse.json({
      ...detail,
      partner: { id: 'ptr_1', name: 'Kovač Media' },
    } satisfies ManagerInvoiceDetail),
  ),
  http.get(`${base}/legal`, () => HttpResponse.json(legal)),
  http.put(`${base}/legal`, () => HttpResponse.json(legal)),
  http.get(`${base}/tax/policy`, () => HttpResponse.json(taxPolicy)),
  http.get(`${base}/tax/years/:year`, () => HttpResponse.json(page(taxLines))),
  http.get(`${base}/bank-account`, () => HttpResponse.json(account)),
  http.put(`${base}/bank-account`, () => HttpResponse.json(account)),
];
