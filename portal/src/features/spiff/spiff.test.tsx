import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { managerSpiffs } from '../../mocks/data/rewards';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';
import { draftOf, inputOf, patchOf } from './draft';

test('a manager promises a SPIFF', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/spiffs', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(managerSpiffs[0], { status: 201 });
    }),
  );
  const { user } = open(`${managerHome}/spiffs`);
  expect(await screen.findByRole('table', { name: 'SPIFFs' })).toHaveTextContent('10 sales');
  await user.click(screen.getByRole('button', { name: 'Promise a SPIFF' }));
  const form = await screen.findByRole('dialog', { name: 'Promise a SPIFF' });
  const field = (name: string | RegExp) => within(form).getByLabelText(name);
  await user.type(field('Name'), 'December');
  await user.type(field('First day'), '2026-12-01');
  await user.type(field('Last day'), '2026-12-24');
  await user.selectOptions(field('Target'), 'Revenue');
  await user.type(field('How much'), '1000');
  await user.type(field(/^Bonus/), '25');
  await user.type(field(/^Again for every/), '500');
  await user.type(field(/^At most for one partner/), '100');
  await user.click(await within(form).findByRole('checkbox', { name: 'Film makers' }));
  await user.click(within(form).getByRole('button', { name: 'Promise a SPIFF' }));
  await waitFor(() =>
    expect(sent).toEqual([
      {
        name: 'December',
        text: '',
        from: '2026-12-01',
        to: '2026-12-24',
        goal: { metric: 'revenue', threshold: 100000 },
        first_sale: false,
        amount: { amount: 2500, currency: 'EUR' },
        every: 50000,
        maximum: { amount: 10000, currency: 'EUR' },
        groups: ['grp_01JDFILM'],
        tiers: [],
      },
    ]),
  );
});

test('a SPIFF shows who reached it, and can be called off', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/spiffs/:id/cancel', ({ params }) => {
      sent.push(params.id);
      return HttpResponse.json(managerSpiffs[0]);
    }),
  );
  const { user } = open(`${managerHome}/spiffs?id=spf_01JDPUSH`);
  const drawer = await screen.findByRole('dialog', { name: 'SPIFF' });
  expect(await within(drawer).findByText('Maya Kovac')).toBeVisible();
  expect(within(drawer).getByRole('progressbar', { name: '€100.00 of €500.00 awarded' })).toBeVisible();
  await user.click(within(drawer).getByRole('button', { name: 'Cancel the SPIFF' }));
  const ask = await screen.findByRole('dialog', { name: 'Cancel Ten before winter?' });
  await user.click(within(ask).getByRole('button', { name: 'Cancel the SPIFF' }));
  await waitFor(() => expect(sent).toEqual(['spf_01JDPUSH']));
});

test('what partners rely on is not sent for a SPIFF that is active', () => {
  const [active] = managerSpiffs;
  if (!active) throw new Error('there is no SPIFF');
  expect(patchOf(draftOf(active), active)).toEqual({
    name: active.name,
    text: active.text,
    to: active.to,
    groups: [],
    tiers: [],
    maximum: { amount: 0, currency: 'EUR' },
    budget: { amount: 50000, currency: 'EUR' },
    version: 3,
  });
  expect(patchOf(draftOf(active), { ...active, status: 'scheduled' })).toMatchObject({ goal: active.goal });
  expect(inputOf({ ...draftOf(active), target: 'first' }, 'EUR')).toMatchObject({
    first_sale: true,
    goal: { metric: 'sales', threshold: 1 },
    every: 0,
  });
});

test('chosen partners get a bonus once, whatever is pressed', async () => {
  asManager();
  const sent: { key: string; partner: string }[] = [];
  server.use(
    http.post('*/adjustments', async ({ request }) => {
      sent.push((await request.json()) as { key: string; partner: string });
      return HttpResponse.json({ status: 'waiting' }, { status: 201 });
    }),
  );
  const { user } = open(`${managerHome}/spiffs`);
  await user.click(await screen.findByRole('button', { name: 'Give a bonus' }));
  const form = await screen.findByRole('dialog', { name: 'Give a bonus' });
  const people = await within(form).findAllByRole('checkbox');
  for (const one of people.slice(0, 2)) await user.click(one);
  await user.type(within(form).getByLabelText('Name'), 'Thank you');
  await user.type(within(form).getByLabelText('For each, in EUR'), '25');
  await user.type(within(form).getByLabelText(/^Reason/), 'A film');
  await user.click(within(form).getByRole('button', { name: 'Give it to 2 partners' }));
  expect(await screen.findByText('2 bonuses wait for a second person.')).toBeVisible();
  expect(sent).toMatchObject([
    { kind: 'bonus', name: 'Thank you', reason: 'A film', amount: { amount: 2500, currency: 'EUR' } },
    { kind: 'bonus' },
  ]);
  expect(new Set(sent.map((one) => one.key.replace(`/${one.partner}`, ''))).size).toBe(1);
});
