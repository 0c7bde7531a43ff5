import { HttpResponse, http } from 'msw/http';
import type { Diagnosis, ManagerIncoming, ManagerTestRunResult } from '../api';
import { ago, days, eur } from './data/base.ts';

const click = 'EAGT8MsKrMDT3S9hAAAAAAAAACoAAAAAAAAABwAAAAAAAAABx8rM1c1JbAk';

const diagnosis: Diagnosis = {
  worst: 'good',
  verdict: 'accepted',
  status: 200,
  lines: [
    { name: 'key', value: '•••', read_as: 'key' },
    { name: 'cid', value: click, read_as: 'click_id' },
    { name: 'transaction_id', value: '1042', read_as: 'transaction_id' },
    { name: 'amount', value: '100.00', read_as: 'amount' },
  ],
  findings: [
    { code: 'parameter_alias', severity: 'info', field: 'cid', message: 'It is read as click_id.' },
    {
      code: 'accepted',
      severity: 'good',
      message: 'It would be accepted: Maya Kovač earns 20.00 EUR (pending).',
    },
  ],
  commissions: [{ id: 'com_test', amount: eur(2000), status: 'pending' }],
  steps: [{ step: 'click', finding: 'won', values: { partner: 'Maya Kovač' } }],
};

const result: ManagerTestRunResult = {
  passed: true,
  diagnosis,
  steps: [
    {
      step: 'link',
      ok: true,
      finding: 'A visitor follows the link of Maya Kovač.',
      values: { link: 'maya-kovac', leads_to: 'https://northwind.example/' },
    },
    {
      step: 'click',
      ok: true,
      finding: 'The shop’s page is opened with a signed click id, marked as a test.',
      values: { click_id: click, opens: `https://northwind.example/?click_id=${click}` },
    },
    { step: 'report', ok: true, finding: 'The report is read and decided: accepted.' },
    { step: 'commission', ok: true, finding: 'The partner would earn 20.00 EUR.' },
    { step: 'kept', ok: true, finding: 'Nothing was kept: no conversion, no money, no count.' },
  ],
};

const incoming: ManagerIncoming[] = [
  {
    at: ago(0.001 * days),
    source: 'postback',
    verdict: 'refused',
    reason: 'conversion.invalid',
    request: 'amount=1.299%2C90&click_id=EAGT8MsKrMDT&transaction_id=1043',
    errors: [{ location: 'amount', message: 'is no amount' }],
  },
  {
    at: ago(0.02 * days),
    source: 'postback',
    event: 'sale',
    transaction_id: '1042',
    conversion_id: 'cnv_1042',
    verdict: 'accepted',
    amount: eur(10_000),
  },
  {
    at: ago(0.3 * days),
    source: 'api',
    event: 'lead',
    transaction_id: 'L-7',
    conversion_id: 'cnv_l7',
    verdict: 'unattributed',
    reason: 'no_touch',
  },
  {
    at: ago(0.4 * days),
    source: 'postback',
    event: 'sale',
    transaction_id: '1041',
    conversion_id: 'cnv_1041',
    verdict: 'unattributed',
    reason: 'test_click',
  },
];

/** The operations of the postback doctor. */
export const doctorHandlers = (base: string) => [
  http.post(`${base}/doctor/check`, () => HttpResponse.json(diagnosis)),
  http.post(`${base}/doctor/run`, () => HttpResponse.json(result)),
  http.post(`${base}/click-keys`, () =>
    HttpResponse.json({ program: 'prg_1', keys: [{ number: 1, key: 'ab'.repeat(32) }] }),
  ),
  http.get(`${base}/doctor/incoming`, () => HttpResponse.json({ data: incoming })),
];
