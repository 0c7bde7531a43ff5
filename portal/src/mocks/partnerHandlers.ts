import { HttpResponse, http } from 'msw';
import type {
  ApplyForm,
  ManagerApplicationForm,
  ManagerNote,
  ManagerOpenInvitation,
} from '../api/types.gen.ts';
import { ago, days } from './data/base.ts';

const done = () => new HttpResponse(null, { status: 204 });
const page = <T>(data: T[]) => HttpResponse.json({ data, has_more: false, next_cursor: '' });

/** What the made-up program asks who applies. */
export const applyForm: ApplyForm = {
  plain: true,
  asks_country: false,
  questions: [
    { id: 'promotes', kind: 'long_text', label: 'How will you promote us?', required: false, choices: [] },
  ],
};

const form: ManagerApplicationForm = {
  open: true,
  questions: [{ id: 'promotes', kind: 'long_text', label: 'How will you promote us?' }],
  requirements: {},
  met: 'program',
  reapply_days: 30,
  version: 0,
};

const notes: ManagerNote[] = [
  { id: 'nte_1', text: 'Met at the fair in Berlin.', by: 'Jo Winter', at: ago(3 * days) },
];

const invitations: ManagerOpenInvitation[] = [
  {
    partner_id: 'ptr_81',
    name: 'Nina Koch',
    email: 'nina@koch.test',
    invited_at: ago(2 * days),
    sent_at: ago(2 * days),
    sends: 1,
  },
];

/** Partners' standing, margin, forms and invitations. */
export const partnerHandlers = (base: string) => [
  http.post(`${base}/applications/approve`, () => HttpResponse.json({ data: [], done: 1, failed: 0 })),
  http.post(`${base}/applications/reject`, () => HttpResponse.json({ data: [], done: 1, failed: 0 })),
  http.get(`${base}/application-forms`, () => HttpResponse.json({ data: [form] })),
  http.put(`${base}/application-form`, () => HttpResponse.json({ ...form, version: 1 })),
  http.get(`${base}/invitations`, () => page(invitations)),
  http.post(`${base}/invitations/:partner/resend`, done),
  http.post(`${base}/invitations/:partner/withdraw`, done),
  http.get(`${base}/tags`, () => HttpResponse.json({ tags: ['press'] })),
  http.put(`${base}/partners/:partner/tags`, () => HttpResponse.json({ tags: ['press'] })),
  http.get(`${base}/partners/:partner/notes`, () => page(notes)),
  http.post(`${base}/partners/:partner/notes`, () => HttpResponse.json(notes[0], { status: 201 })),
  http.get(`${base}/partners/:partner/payouts`, () => page([])),
  http.get(`${base}/partners/:partner/activity`, () => page([])),
  http.post(`${base}/partners/:partner/ban`, done),
  http.post(`${base}/partners/:partner/deactivate`, done),
  http.post(`${base}/partners/:partner/decline-unpaid`, () => HttpResponse.json({ done: 2 })),
];
