import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import type { PartnerTaxForm } from '../../api';
import { problem } from '../../mocks/handlers';
import { asManager, managerHome, open, programHome } from '../../test/open';
import { server } from '../../test/server';

const forms: PartnerTaxForm['forms'] = [
  { kind: 'w9', certifications: ['The number is mine.'], classifications: ['individual', 'c_corporation'] },
  { kind: 'w8ben', certifications: ['I am no US person.'], classifications: [] },
  { kind: 'w8bene', certifications: ['It is no US company.'], classifications: ['corporation'] },
];
const signed = {
  kind: 'w8ben',
  name: 'Maya Kovač',
  signed_by: 'Maya Kovač',
  signed_at: '2026-03-02T10:00:00Z',
  last4: '4821',
  expires_at: '2029-12-31T23:00:00Z',
} as const;
const stands = (form: Partial<PartnerTaxForm>) =>
  server.use(http.get('*/tax-form', () => HttpResponse.json({ status: 'missing', forms, ...form })));
const card = async () => within(await screen.findByRole('region', { name: 'Tax form' }));

test.each([
  ['none is given yet', {}, /No form yet/, 'Fill in and sign'],
  ['it is looked at', { ...signed, status: 'submitted' }, 'W-8BEN, being looked at', 'Sign a new one'],
  [
    'it is in order',
    { ...signed, status: 'verified' },
    /number ending in 4821\. Good until/,
    'Sign a new one',
  ],
  [
    'it was sent back',
    { ...signed, status: 'rejected', reason: 'Wrong name' },
    'Sent back: Wrong name',
    'Fill in and sign',
  ],
  ['it has run out', { ...signed, status: 'expired' }, /has run out/, 'Fill in and sign'],
] as const)('the card says that %s', async (_, form, text, act) => {
  stands(form);
  open(`${programHome}/payouts`);
  const found = await card();
  expect(found.getByText(text)).toBeVisible();
  expect(found.getByRole('button', { name: act })).toBeVisible();
});

async function signW9(answer: () => Response) {
  stands({});
  const sent: unknown[] = [];
  server.use(
    http.post('*/api/auth/reauthenticate', () => new HttpResponse(null, { status: 204 })),
    http.put('*/tax-form', async ({ request }) => {
      sent.push(await request.json());
      return answer();
    }),
  );
  const { user } = open(`${programHome}/payouts`);
  await user.click((await card()).getByRole('button', { name: 'Fill in and sign' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Tax form' }));
  await user.click(dialog.getByRole('button', { name: 'Next' }));
  await user.type(dialog.getByLabelText(/Name, as on/), 'Maya Kovač');
  await user.type(dialog.getByLabelText(/Address/), '1 Main St{Enter}Austin, TX 78701');
  await user.type(dialog.getByLabelText('Tax number'), '123-45-6789');
  await user.click(dialog.getByRole('button', { name: 'Next' }));
  expect(dialog.getByText('The number is mine.')).toBeVisible();
  await user.click(dialog.getByRole('checkbox', { name: /penalties of perjury/ }));
  await user.type(dialog.getByLabelText(/as your signature/), 'Maya Kovač');
  await user.type(dialog.getByLabelText('Your password'), 'correct horse');
  await user.click(dialog.getByRole('button', { name: 'Sign' }));
  return { dialog, sent };
}

test('a W-9 is signed in three steps, and only what it asks for is sent', async () => {
  const { sent } = await signW9(() => new HttpResponse(null, { status: 204 }));
  expect(await screen.findByText('Tax form signed')).toBeVisible();
  expect(sent).toEqual([
    {
      kind: 'w9',
      name: 'Maya Kovač',
      classification: 'individual',
      address: ['1 Main St', 'Austin, TX 78701'],
      number_kind: 'ssn',
      number: '123-45-6789',
      certified: true,
      signature: 'Maya Kovač',
    },
  ]);
});

test('a field that is refused leads back to its step', async () => {
  const { dialog } = await signW9(() =>
    HttpResponse.json(
      {
        type: 'about:blank',
        title: 'Unprocessable Entity',
        status: 422,
        code: 'tax.invalid',
        detail: 'The form is not complete.',
        request_id: 'req_1',
        errors: [{ location: 'body.number', message: 'is no social security number' }],
      },
      { status: 422 },
    ),
  );
  expect(await dialog.findByText('is no social security number')).toBeVisible();
  expect(dialog.getByLabelText('Tax number')).toHaveValue('123-45-6789');
});

function year() {
  asManager();
  return open(`${managerHome}/tax`);
}

test('a form is sent back with a reason that the partner reads', async () => {
  const sent: unknown[] = [];
  const { user } = year();
  server.use(
    http.post('*/reject', async ({ request }) => {
      sent.push(await request.json());
      return new HttpResponse(null, { status: 204 });
    }),
  );
  await user.click(await screen.findByRole('button', { name: 'Send back' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Send the form back?' }));
  await user.type(dialog.getByLabelText(/What is wrong/), 'The name is another');
  await user.click(dialog.getByRole('button', { name: 'Send back' }));
  await waitFor(() => expect(sent).toEqual([{ reason: 'The name is another' }]));
});

test('the filing is asked for only with the right password', async () => {
  const { user } = year();
  server.use(
    http.post('*/api/auth/reauthenticate', () =>
      problem(401, 'auth.wrong_password', 'The password is wrong.'),
    ),
  );
  await user.click(await screen.findByRole('button', { name: '1099-NEC filing (CSV)' }));
  const dialog = within(await screen.findByRole('dialog', { name: '1099-NEC filing' }));
  await user.type(dialog.getByLabelText('Your password'), 'wrong');
  await user.click(dialog.getByRole('button', { name: 'Download' }));
  expect(await dialog.findByText('The password is wrong.')).toBeVisible();
});
