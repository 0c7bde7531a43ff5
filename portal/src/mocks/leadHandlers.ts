// The mocked server's leads and deals.
import { HttpResponse, http } from 'msw/http';
import type { PartnerLead, PartnerLeadForm, PartnerLeadRow, PartnerLeadTotals } from '../api/types.gen.ts';
import { page } from './data/base.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

export const leads: PartnerLeadRow[] = [
  {
    id: 'led_01JDFERN00000000000000FERN',
    name: 'Hanna Fern',
    company: 'Fernhill',
    email: 'hanna@fernhill.test',
    source: 'partner',
    status: 'in_review',
    created_at: '2026-11-18T09:00:00Z',
    updated_at: '2026-11-18T09:00:00Z',
  },
  {
    id: 'led_01JDOAK000000000000000OAK0',
    name: 'Omar Oak',
    source: 'link',
    status: 'won',
    amount: eur(120_000),
    created_at: '2026-10-02T09:00:00Z',
    updated_at: '2026-11-02T09:00:00Z',
  },
];

const lead: PartnerLead = {
  id: 'led_01JDFERN00000000000000FERN',
  number: 'L-7K2M9QXA',
  name: 'Hanna Fern',
  company: 'Fernhill',
  email: 'hanna@fernhill.test',
  source: 'partner',
  status: 'in_review',
  answers: [{ key: 'size', label: 'How many people?', value: '11–50' }],
  can_edit: true,
  can_answer: false,
  commissions: [],
  history: [{ at: '2026-11-18T09:00:00Z', act: 'submitted', from: 'you' }],
  created_at: '2026-11-18T09:00:00Z',
  updated_at: '2026-11-18T09:00:00Z',
  version: 1,
};

const form: PartnerLeadForm = {
  fields: [
    {
      key: 'size',
      label: 'How many people?',
      type: 'dropdown',
      required: true,
      options: ['1–10', '11–50'],
    },
  ],
};

const totals: PartnerLeadTotals = {
  leads: 12,
  won: 3,
  commissions_pending: eur(12_000),
  commissions_paid: eur(45_000),
  referred: { sent: 2, accepted: 1, won: 0 },
};

export const leadHandlers = [
  http.get('*/api/p/:partner/programs/:program/leads', () => HttpResponse.json(page(leads))),
  http.get('*/api/p/:partner/programs/:program/leads/:lead', () => HttpResponse.json(lead)),
  http.get('*/api/p/:partner/programs/:program/lead-form', () => HttpResponse.json(form)),
  http.get('*/api/p/:partner/programs/:program/lead-totals', () => HttpResponse.json(totals)),
];
