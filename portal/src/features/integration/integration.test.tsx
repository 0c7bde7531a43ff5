import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { integrations } from '../../mocks/data/integrations';
import { problem } from '../../mocks/handlers';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';

const region = async (name: string) => within(await screen.findByRole('region', { name }));

test('each provider tells how it stands', async () => {
  asManager();
  open(`${managerHome}/integrations`);
  const stripe = await region('Stripe');
  expect(stripe.getByText('Connected')).toBeVisible();
  expect(stripe.getByText(/Last event:/)).toBeVisible();
  expect(stripe.getByRole('link', { name: 'Manage' })).toHaveAttribute(
    'href',
    `${managerHome}/integrations/stripe`,
  );
  const shopify = await region('Shopify');
  expect(shopify.getByText('Not connected')).toBeVisible();
  expect(shopify.getByRole('link', { name: 'Connect' })).toBeVisible();
});

test('a shop is connected with its domain and its secret', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.put('*/integrations/shopify', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...integrations[1], connected: true });
    }),
  );
  const { user } = open(`${managerHome}/integrations/shopify`);
  const steps = await region('Step by step');
  expect(steps.getByDisplayValue('partners.example/webhooks/shopify/prg_1')).toBeVisible();
  expect(steps.getByText('customers/redact')).toBeVisible();
  const connect = steps.getByRole('button', { name: 'Connect' });
  expect(connect).toBeDisabled();
  await user.type(steps.getByLabelText('Shop domain'), 'acme.myshopify.com');
  await user.type(steps.getByLabelText('Client secret of the app'), 'shpss_0123456789');
  await user.click(connect);
  await waitFor(() =>
    expect(sent).toEqual([
      {
        click_key: 'trib_click',
        count_tests: false,
        secret: 'shpss_0123456789',
        account: 'acme.myshopify.com',
      },
    ]),
  );
});

test('what is wrong stands beside its field', async () => {
  asManager();
  server.use(
    http.put('*/integrations/stripe', () =>
      HttpResponse.json(
        {
          type: 'about:blank',
          title: 'Unprocessable Entity',
          status: 422,
          code: 'stripe.bad_key',
          detail: 'Stripe does not take this key.',
          request_id: 'req_1',
          errors: [{ location: 'body.api_key', message: 'is not a key that Stripe knows' }],
        },
        { status: 422 },
      ),
    ),
  );
  const { user } = open(`${managerHome}/integrations/stripe`);
  const steps = await region('Step by step');
  await user.type(steps.getByLabelText('Restricted API key (optional)'), 'rk_live_wrong');
  await user.click(steps.getByRole('button', { name: 'Save' }));
  expect(await steps.findByText('is not a key that Stripe knows')).toBeVisible();
});

test('what has come is counted, and what went wrong is told', async () => {
  asManager();
  open(`${managerHome}/integrations/stripe`);
  const arrived = await region('What has come');
  expect(arrived.getByText('Accepted').nextSibling).toHaveTextContent('128');
  const look = await region('Worth a look');
  expect(look.getByText('charge.refunded')).toBeVisible();
  expect(look.getByText('sale_not_known_yet')).toBeVisible();
});

test('a provider is disconnected after a question; a failure is told', async () => {
  asManager();
  let refuse = true;
  server.use(
    http.delete('*/integrations/stripe', () =>
      refuse
        ? problem(409, 'integration.changed', 'The connection was changed meanwhile.')
        : new HttpResponse(null, { status: 204 }),
    ),
  );
  const { user } = open(`${managerHome}/integrations/stripe`);
  await user.click(await screen.findByRole('button', { name: 'Disconnect' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Disconnect Stripe?' }));
  await user.click(dialog.getByRole('button', { name: 'Disconnect' }));
  expect(await screen.findByText('The connection was changed meanwhile.')).toBeVisible();
  refuse = false;
  await user.click(dialog.getByRole('button', { name: 'Disconnect' }));
  expect(await screen.findByText('Stripe is disconnected.')).toBeVisible();
});

test('a shop that left says so', async () => {
  asManager();
  server.use(
    http.get('*/integrations', () =>
      HttpResponse.json({
        data: [
          integrations[0],
          {
            ...integrations[1],
            connected: true,
            secrets: [{ hint: 'c0de', added_at: '2026-11-02T09:00:00Z' }],
            ended_at: '2026-11-20T14:03:00Z',
            ended_by: 'app_uninstalled',
          },
        ],
      }),
    ),
  );
  open(`${managerHome}/integrations/shopify`);
  expect(await screen.findByText(/The app was removed from the shop/)).toBeVisible();
  expect(screen.getByText('Ended')).toBeVisible();
  expect(
    screen.getByText('As soon as the first one comes, it shows here. This page looks every five seconds.'),
  ).toBeVisible();
});
