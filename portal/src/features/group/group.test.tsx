import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { ladder } from '../../mocks/data/rewards';
import { page } from '../../mocks/handlers';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';
import { draftOf, inputOf, patchOf } from './draft';

test('the ladder says what takes a partner where', async () => {
  asManager();
  open(`${managerHome}/groups`);
  const tiers = await screen.findByRole('list', { name: 'Tiers' });
  expect(tiers).toHaveTextContent('Where partners begin.');
  expect(tiers).toHaveTextContent(
    'Reached with €5,000.00 of revenue in a quarter. Kept with 20 sales in a quarter.',
  );
  expect(screen.getByRole('list', { name: 'Groups' })).toHaveTextContent('Film makers');
});

test('a manager adds a tier with a rule', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/tiers', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(ladder.tiers[1], { status: 201 });
    }),
  );
  const { user } = open(`${managerHome}/groups`);
  await user.click(await screen.findByRole('button', { name: 'Add a tier' }));
  const form = await screen.findByRole('dialog', { name: 'Add a tier' });
  await user.type(within(form).getByLabelText('Name'), 'Gold');
  await user.type(within(form).getByLabelText(/^Benefits/), 'One\n\nTwo');
  await user.click(within(form).getByLabelText(/Partners come here by themselves/));
  await user.selectOptions(within(form).getByLabelText('Of what'), 'Revenue');
  await user.type(within(form).getByLabelText('In EUR'), '1000.50');
  await user.click(within(form).getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(sent).toEqual([
      {
        name: 'Gold',
        commission: '',
        benefits: ['One', 'Two'],
        rewards: '',
        reach: { metric: 'revenue', threshold: 100050, period: 'month' },
      },
    ]),
  );
});

test('several partners are placed at once', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/placements', async ({ request }) => {
      const body = await request.json();
      sent.push(body);
      return HttpResponse.json({ done: (body as { partners: string[] }).partners, refused: [] });
    }),
  );
  const { user } = open(`${managerHome}/groups`);
  await user.click(await screen.findByRole('button', { name: 'Place partners' }));
  const form = await screen.findByRole('dialog', { name: 'Place partners' });
  const [first] = await within(form).findAllByRole('checkbox');
  if (!first) throw new Error('no partner is offered');
  await user.click(first);
  await user.selectOptions(within(form).getByLabelText('Tier'), 'Premium');
  await user.click(within(form).getByRole('button', { name: 'Place 1 partner' }));
  await waitFor(() => expect(sent).toMatchObject([{ tier: 'tie_01JDPREMIUM', locked: true }]));
});

test('a tier is typed as it is kept', () => {
  const [, premium] = ladder.tiers;
  if (!premium) throw new Error('there is no such tier');
  const draft = draftOf(premium, 'EUR');
  expect(draft.reach).toEqual({ on: true, metric: 'revenue', threshold: '5000.00', period: 'quarter' });
  expect(inputOf(draft, 'EUR')).toMatchObject({ reach: premium.reach, keep: premium.keep });
  expect(patchOf({ ...draft, keep: { ...draft.keep, on: false } }, premium, 'EUR')).toMatchObject({
    no_keep: true,
    no_reach: false,
    version: 1,
  });
});

test('a partner is put into another tier from its own page', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/placements', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ done: [], refused: [] });
    }),
  );
  const { user } = open(`${managerHome}/partners`);
  const [row] = await screen.findAllByRole('link', { name: /^Open / });
  if (!row) throw new Error('there is no partner');
  await user.click(row);
  const place = await screen.findByRole('region', { name: 'Place' });
  expect(await screen.findByText(/Reached: €5,123.00 of revenue/)).toBeVisible();
  await user.selectOptions(within(place).getByLabelText('Tier'), 'Standard');
  await user.click(within(place).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toMatchObject([{ tier: 'tie_01JDSTANDARD' }]));
});

test('the list of partners shows one tier', async () => {
  asManager();
  const asked: (string | null)[] = [];
  server.use(
    http.get('*/partners', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('tier'));
      return HttpResponse.json(page([]));
    }),
  );
  const { user } = open(`${managerHome}/partners`);
  await user.selectOptions(await screen.findByLabelText('Tier'), 'Premium');
  await waitFor(() => expect(asked).toContain('tie_01JDPREMIUM'));
});
