import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import type { ManagerAgreementDetail, PartnerAgreementDue } from '../../api';
import { partnerId, programId, session } from '../../mocks/fixtures';
import { page, problem } from '../../mocks/handlers';
import { asManager, managerHome, open, programHome } from '../../test/open';
import { server } from '../../test/server';

const due: PartnerAgreementDue = {
  id: 'agr_01JDTERMS',
  number: 2,
  title: 'Partner terms',
  text: '# Payment\nWe pay monthly.',
  hash: 'ab12',
  signatory: 'Bea Boss',
  published_at: '2026-11-20T10:00:00Z',
  by: 'everybody',
  may_sign: true,
  again: true,
};

const withDue = (agreement_due: boolean) => ({
  ...session,
  partners: session.partners.map((one) => ({
    ...one,
    programs: one.programs.map((program) => ({ ...program, agreement_due })),
  })),
});

/** A partner who has to sign, until they do. */
function unsigned(agreement: PartnerAgreementDue = due) {
  let open = true;
  const sent: unknown[] = [];
  server.use(
    http.get('*/api/auth/session', () => HttpResponse.json(withDue(open))),
    http.get('*/agreements', () => HttpResponse.json({ due: open ? [agreement] : [], signed: [] })),
    http.post('*/agreements/:agreement/sign', async ({ request }) => {
      sent.push(await request.json());
      open = false;
      return HttpResponse.json({}, { status: 201 });
    }),
  );
  return sent;
}

test('whoever has to sign sees the agreement and nothing else until then', async () => {
  const sent = unsigned();
  const { user } = open(`${programHome}/commissions`);
  expect(await screen.findByRole('heading', { name: 'Partner terms' })).toBeVisible();
  expect(screen.getByRole('heading', { name: 'Payment' })).toBeVisible();
  expect(screen.queryByRole('table')).toBeNull();
  const sign = screen.getByRole('button', { name: 'Sign' });
  expect(sign).toBeDisabled();
  await user.type(screen.getByLabelText('Your full name'), 'Maya Kovač');
  await user.click(screen.getByRole('checkbox'));
  await user.click(sign);
  await waitFor(() => expect(sent).toEqual([{ number: 2, hash: 'ab12', name: 'Maya Kovač', consent: true }]));
  expect((await screen.findAllByRole('heading', { name: 'Commissions' }))[0]).toBeVisible();
});

test('a user is told that an admin signs', async () => {
  unsigned({ ...due, by: 'organisation', may_sign: false });
  open(programHome);
  expect(await screen.findByText(/An admin of your organisation signs this/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Sign' })).toBeNull();
});

test('an agreement that is published meanwhile stands in front of the page', async () => {
  let published = false;
  server.use(
    http.get('*/api/auth/session', () => HttpResponse.json(withDue(published))),
    http.get('*/agreements', () => HttpResponse.json({ due: [due], signed: [] })),
    http.get(`*/api/p/${partnerId}/programs/${programId}/summary`, () => {
      published = true;
      return problem(403, 'agreement.required', 'Sign first.');
    }),
  );
  open(programHome);
  expect(await screen.findByRole('heading', { name: 'Partner terms' })).toBeVisible();
});

const terms: ManagerAgreementDetail = {
  id: 'agr_01JDTERMS',
  title: 'Partner terms',
  signers: 'everybody',
  groups: [],
  state: 'in_force',
  number: 1,
  hash: 'cd34',
  published_at: '2026-10-01T10:00:00Z',
  drafted: true,
  versions: [
    { number: 2, title: 'Partner terms', signers: 'everybody', hash: 'ab12' },
    {
      number: 1,
      title: 'Partner terms',
      signers: 'everybody',
      hash: 'cd34',
      signatory: 'Bea Boss',
      published_at: '2026-10-01T10:00:00Z',
    },
  ],
  draft: {
    number: 2,
    title: 'Partner terms',
    text: 'We pay twice a month.',
    signers: 'everybody',
    hash: 'ab12',
  },
};

function managed() {
  asManager();
  server.use(
    http.get('*/api/m/:program/agreements', () => HttpResponse.json({ data: [terms] })),
    http.get('*/api/m/:program/agreements/:agreement', () => HttpResponse.json(terms)),
    http.get('*/agreements/:agreement/versions/:number', () => HttpResponse.json(terms.versions[1])),
    http.get('*/agreements/:agreement/partners', () =>
      HttpResponse.json(
        page([
          { partner: { id: 'ptr_1', name: 'Bean & Book' }, signatures: 2, last_at: '2026-10-02T10:00:00Z' },
          { partner: { id: 'ptr_2', name: 'Slow Roast' }, signatures: 0 },
        ]),
      ),
    ),
  );
}

test('a manager sees who has signed, and publishes the next version', async () => {
  managed();
  const sent: unknown[] = [];
  server.use(
    http.post('*/agreements/:agreement/publish', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(terms);
    }),
  );
  const { user } = open(`${managerHome}/agreements?id=${terms.id}`);
  const partners = await screen.findByRole('table', { name: 'Partners' });
  expect(within(partners).getByText('2 people')).toBeVisible();
  expect(within(partners).getByText('Nobody yet')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Publish' }));
  const dialog = await screen.findByRole('dialog', { name: 'Publish Partner terms' });
  expect(within(dialog).getByText('We pay twice a month.')).toBeVisible();
  await user.type(within(dialog).getByLabelText('Signed for the company by'), 'Bea Boss');
  await user.click(within(dialog).getByRole('button', { name: 'Publish' }));
  await waitFor(() => expect(sent).toEqual([{ hash: 'ab12', signatory: 'Bea Boss' }]));
});
