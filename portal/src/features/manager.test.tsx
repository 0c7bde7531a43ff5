import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { partnerId } from '../mocks/fixtures';
import { page } from '../mocks/handlers';
import { managerOffers } from '../mocks/managed';
import { asManager, managerHome, open, programHome } from '../test/open';
import { server } from '../test/server';

test('a conversion tells the way to its verdict', async () => {
  asManager();
  open(`${managerHome}/conversions?id=cnv_01JD0000`);
  const drawer = await screen.findByRole('dialog', { name: 'Conversion' });
  const why = await within(drawer).findByRole('region', { name: 'Why this commission' });
  expect(within(why).getByText('valid, inside the window')).toBeVisible();
  expect(within(why).getByText('rate = 30 %')).toBeVisible();
});

test('conversions are filtered by verdict', async () => {
  asManager();
  const asked: (string | null)[] = [];
  server.use(
    http.get('*/conversions', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('verdict'));
      return HttpResponse.json(page([]));
    }),
  );
  const { user } = open(`${managerHome}/conversions`);
  await user.click(await screen.findByRole('radio', { name: 'Unattributed' }));
  await waitFor(() => expect(asked).toEqual([null, 'unattributed']));
});

test('a manager looks at the program with a partner’s eyes', async () => {
  asManager();
  const asked: unknown[] = [];
  server.use(
    http.post('*/partners/:partner/view', ({ params }) => {
      asked.push(params.partner);
      return HttpResponse.json({ partner: { id: partnerId, name: 'Maya' }, until: '2026-11-22T10:00:00Z' });
    }),
  );
  const { user, router } = open(`${managerHome}/partners?id=${partnerId}`);
  await user.click(await screen.findByRole('button', { name: 'View as partner' }));
  await waitFor(() => expect(router.state.location.pathname).toBe(programHome));
  expect(asked).toEqual([partnerId]);
});

test('a partner is suspended with a reason', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/partners/:partner/suspend', async ({ request }) => {
      sent.push(await request.json());
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = open(`${managerHome}/partners?id=${partnerId}`);
  await user.click(await screen.findByRole('button', { name: 'Suspend' }));
  const dialog = await screen.findByRole('dialog', { name: 'Suspend this partner?' });
  await user.type(within(dialog).getByLabelText(/Reason/), 'Brand bidding.');
  await user.click(within(dialog).getByRole('button', { name: 'Suspend' }));
  await waitFor(() => expect(sent).toEqual([{ reason: 'Brand bidding.' }]));
});

test('a manager never sees bank details, only how they end', async () => {
  asManager();
  open(`${managerHome}/partners?id=${partnerId}`);
  expect(await screen.findByText('•••• 4471')).toBeVisible();
});

test('an offer is made in percent or as an amount', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/offers', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(managerOffers[0], { status: 201 });
    }),
  );
  const { user } = open(`${managerHome}/offers`);
  await screen.findByRole('table');
  await user.click(screen.getByRole('button', { name: 'Create offer' }));
  const dialog = await screen.findByRole('dialog', { name: 'Create offer' });
  await user.type(within(dialog).getByLabelText('Name'), 'Gift box');
  await user.type(within(dialog).getByLabelText('Percent of the sale'), '120');
  expect(within(dialog).getByText(/A number above 0 up to 100/)).toBeVisible();
  await user.click(within(dialog).getByRole('radio', { name: 'Flat amount' }));
  await user.type(within(dialog).getByLabelText('Amount in EUR'), '7,50');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(sent).toEqual([
      {
        name: 'Gift box',
        action: 'sale',
        recurring: false,
        reward: { kind: 'flat', amount: { amount: 750, currency: 'EUR' } },
      },
    ]),
  );
});

test('a changed offer is a new version from the program’s own midnight', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/offers/:offer/versions', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(managerOffers[0], { status: 201 });
    }),
  );
  const { user } = open(`${managerHome}/offers?id=off_1`);
  await user.click(await screen.findByRole('button', { name: 'Change' }));
  const dialog = await screen.findByRole('dialog', { name: 'Next version of Annual plan' });
  await user.clear(within(dialog).getByLabelText('Percent of the sale'));
  await user.type(within(dialog).getByLabelText('Percent of the sale'), '27.5');
  await user.type(within(dialog).getByLabelText('In force from'), '2026-12-01');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(sent).toEqual([
      {
        name: 'Annual plan',
        action: 'sale',
        recurring: false,
        reward: { kind: 'percent', basis_points: 2750 },
        holdback_days: 30,
        effective_at: '2026-11-30T23:00:00.000Z',
      },
    ]),
  );
});

test('the palette finds a page by typing', async () => {
  asManager();
  const { user, router } = open(managerHome);
  await screen.findByText('€38,104.00');
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByLabelText('Go to a page or do something'), 'offers{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe(`${managerHome}/offers`));
});
