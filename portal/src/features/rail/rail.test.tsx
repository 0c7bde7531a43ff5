import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { problem } from '../../mocks/handlers';
import { exceptions } from '../../mocks/managed';
import { asManager, managerHome, open, programHome } from '../../test/open';
import { server } from '../../test/server';

const region = async (name: string) => within(await screen.findByRole('region', { name }));
const fresh = () =>
  server.use(http.post('*/api/auth/reauthenticate', () => new HttpResponse(null, { status: 204 })));

test('each provider says how it is connected, and what to do there', async () => {
  asManager();
  open(`${managerHome}/settings/rails`);
  const paypal = await region('PayPal');
  expect(paypal.getByText('Connected')).toBeVisible();
  expect(paypal.getByDisplayValue('partners.example/webhooks/payouts/paypal/prg_1')).toBeVisible();
  expect(paypal.getByText('PAYMENT.PAYOUTS-ITEM.RETURNED')).toBeVisible();
  expect(paypal.getByText(/Last event:/)).toBeVisible();
  expect(paypal.getByText(/ends in 7f3c/)).toBeVisible();
  const stripe = await region('Stripe Connect');
  expect(stripe.getByText('Not connected')).toBeVisible();
  expect(stripe.getByText(/No event yet/)).toBeVisible();
});

test('keys are tried, then kept with the password; empty ones stay', async () => {
  asManager();
  fresh();
  const sent: unknown[] = [];
  server.use(
    http.post('*/rails/stripe/test', async ({ request }) => {
      sent.push(await request.json());
      return new HttpResponse(null, { status: 204 });
    }),
    http.put('*/rails/stripe', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({});
    }),
  );
  const { user } = open(`${managerHome}/settings/rails`);
  const stripe = await region('Stripe Connect');
  const connect = stripe.getByRole('button', { name: 'Connect' });
  expect(connect).toBeDisabled();
  await user.type(stripe.getByLabelText('Key that pays'), 'rk_live_0123456789');
  await user.click(stripe.getByRole('button', { name: 'Test' }));
  expect(await screen.findByText('Stripe Connect takes these keys. Nothing was kept.')).toBeVisible();
  await user.type(stripe.getByLabelText('Your password'), 'correct horse');
  await user.click(connect);
  expect(await screen.findByText('Stripe Connect is connected.')).toBeVisible();
  expect(sent).toEqual([{ secret: 'rk_live_0123456789' }, { secret: 'rk_live_0123456789' }]);
});

test('what a provider does not take stands beside its field', async () => {
  asManager();
  server.use(
    http.post('*/rails/paypal/test', () =>
      HttpResponse.json(
        {
          type: 'about:blank',
          title: 'Unprocessable Entity',
          status: 422,
          code: 'paypal.bad_credentials',
          detail: 'PayPal does not take this client id and secret.',
          request_id: 'req_1',
          errors: [{ location: 'body.secret', message: 'is not what PayPal knows' }],
        },
        { status: 422 },
      ),
    ),
  );
  const { user } = open(`${managerHome}/settings/rails`);
  const paypal = await region('PayPal');
  await user.type(paypal.getByLabelText('Secret of the app'), 'not-the-secret');
  await user.click(paypal.getByRole('button', { name: 'Test' }));
  expect(await paypal.findByText('is not what PayPal knows')).toBeVisible();
});

test('a provider is disconnected after the password', async () => {
  asManager();
  let right = false;
  server.use(
    http.post('*/api/auth/reauthenticate', () =>
      right
        ? new HttpResponse(null, { status: 204 })
        : problem(401, 'auth.wrong_password', 'The password is wrong.'),
    ),
  );
  const { user } = open(`${managerHome}/settings/rails`);
  const paypal = await region('PayPal');
  await user.click(paypal.getByRole('button', { name: 'Disconnect' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Disconnect PayPal?' }));
  await user.type(dialog.getByLabelText('Your password'), 'correct horse');
  await user.click(dialog.getByRole('button', { name: 'Disconnect' }));
  expect(await dialog.findByText('The password is wrong.')).toBeVisible();
  right = true;
  await user.click(dialog.getByRole('button', { name: 'Disconnect' }));
  expect(await screen.findByText('PayPal is disconnected.')).toBeVisible();
});

const stands = (found: object) =>
  server.use(http.get('*/stripe-account', () => HttpResponse.json({ offered: true, due: 0, ...found })));

test('a partner sees nothing of Stripe where the program does not offer it', async () => {
  open(`${programHome}/payouts`);
  await screen.findByRole('heading', { level: 1 });
  await waitFor(() => expect(screen.queryByText('Be paid by Stripe')).toBeNull());
});

test('a partner begins at Stripe with a country and the password', async () => {
  fresh();
  stands({ state: 'none' });
  const sent: unknown[] = [];
  server.use(
    http.post('*/stripe-account', async ({ request }) => {
      sent.push(await request.json());
      return problem(409, 'rail.no_onboarding', 'This program does not connect Stripe accounts.');
    }),
  );
  const { user } = open(`${programHome}/payouts`);
  const card = await region('Be paid by Stripe');
  await user.click(card.getByRole('button', { name: 'Connect with Stripe' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Be paid by Stripe' }));
  await user.type(dialog.getByLabelText('Country'), 'de');
  await user.type(dialog.getByLabelText('Your password'), 'correct horse');
  await user.click(dialog.getByRole('button', { name: 'Go to Stripe' }));
  expect(await dialog.findByText('This program does not connect Stripe accounts.')).toBeVisible();
  expect(sent).toEqual([{ country: 'DE' }]);
});

test('a partner reads what is missing, and why the bank was not paid', async () => {
  stands({ state: 'incomplete', due: 2, account: 'acct_1', bank_error: 'The account is closed.' });
  open(`${programHome}/payouts`);
  const card = await region('Be paid by Stripe');
  expect(card.getByText('Incomplete')).toBeVisible();
  expect(card.getByText('acct_1')).toBeVisible();
  expect(card.getByText(/The account is closed/)).toBeVisible();
  expect(card.getByRole('button', { name: 'Continue at Stripe' })).toBeVisible();
});

test('a partner whose account is ready makes it the one to be paid to', async () => {
  fresh();
  stands({ state: 'ready', account: 'acct_1' });
  const sent: unknown[] = [];
  server.use(
    http.post('*/stripe-account/use', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ set: true, rail: 'stripe', usable: false });
    }),
  );
  const { user } = open(`${programHome}/payouts`);
  const card = await region('Be paid by Stripe');
  await user.click(await card.findByRole('button', { name: 'Be paid to this account' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Be paid to this account' }));
  await user.type(dialog.getByLabelText('Whose account it is'), 'Maya Kovač');
  await user.type(dialog.getByLabelText('Your password'), 'correct horse');
  await user.click(dialog.getByRole('button', { name: 'Be paid to this account' }));
  expect(await screen.findByText('You are paid by Stripe from now on.')).toBeVisible();
  expect(sent).toEqual([{ holder: 'Maya Kovač' }]);
});

test('a manager takes back what nobody collects', async () => {
  asManager();
  fresh();
  const asked: string[] = [];
  const [uncollected] = exceptions;
  if (!uncollected) throw new Error('no exception to begin with');
  server.use(
    http.get('*/payout-exceptions', () =>
      HttpResponse.json({
        data: [
          { ...uncollected, rail: 'paypal', status: 'processing', unclaimed_since: '2026-11-18T09:00:00Z' },
        ],
        has_more: false,
      }),
    ),
    http.post('*/rails/payouts/:payout/recall', ({ params }) => {
      asked.push(String(params.payout));
      return HttpResponse.json(uncollected, { status: 202 });
    }),
  );
  const { user } = open(`${managerHome}/payouts?status=exceptions`);
  await user.click(await screen.findByRole('button', { name: 'Take back' }));
  const dialog = within(await screen.findByRole('dialog', { name: /Take back the payout of/ }));
  await user.type(dialog.getByLabelText('Your password'), 'correct horse');
  await user.click(dialog.getByRole('button', { name: 'Take back' }));
  expect(await screen.findByText('The provider is asked to give it back.')).toBeVisible();
  expect(asked).toEqual([uncollected.id]);
});
