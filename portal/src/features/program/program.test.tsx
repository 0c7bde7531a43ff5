import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test, vi } from 'vitest';
import { problem } from '../../mocks/handlers';
import { settings } from '../../mocks/managed';
import { asManager, managerHome, open, partnerHome, programHome } from '../../test/open';
import { server } from '../../test/server';

test('programs stand side by side; only open ones can be entered', async () => {
  open(partnerHome);
  const page = within(await screen.findByRole('main'));
  expect(await page.findByRole('link', { name: 'Northwind Coffee' })).toHaveAttribute('href', programHome);
  expect(page.getByText('Halyard Sails')).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Halyard Sails' })).not.toBeInTheDocument();
  expect(screen.getByText('Earnings, EUR')).toBeVisible();
});

const section = async (name: string) => within(await screen.findByRole('region', { name }));

test('a part of the settings is saved alone, against the version that was seen', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.patch('*/settings', async ({ request }) => {
      sent.push([request.headers.get('if-match'), await request.json()]);
      return HttpResponse.json({ ...settings, version: 8 });
    }),
  );
  const { user } = open(`${managerHome}/settings`);
  const money = await section('Money');
  await user.clear(money.getByLabelText(/Minimum payout/));
  await user.type(money.getByLabelText(/Minimum payout/), '40.5');
  await user.click(money.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(sent).toEqual([
      [
        '"7"',
        {
          holdback_days: 30,
          manual_review: false,
          cutoff_days: 0,
          claim_days: 14,
          minimum_payout: { amount: 4050, currency: 'EUR' },
          funding: 'network',
          adjustment_limit: { amount: 5000, currency: 'EUR' },
        },
      ],
    ]),
  );
});

test.each([
  ['postback', 'Postback'],
  ['navigation', 'Your own links'],
])('what leads to “#%s” of the settings ends there', async (anchor, name) => {
  asManager();
  const seen = vi.spyOn(Element.prototype, 'scrollIntoView');
  open(`${managerHome}/settings#${anchor}`);
  const part = await screen.findByRole('region', { name });
  await waitFor(() => expect(seen.mock.contexts).toContain(part));
});

test('a change by somebody else is told', async () => {
  asManager();
  server.use(
    http.patch('*/settings', () => problem(409, 'program.changed', 'Somebody else changed the settings.')),
  );
  const { user } = open(`${managerHome}/settings`);
  const look = await section('Site and partners');
  await user.click(look.getByRole('button', { name: 'Save' }));
  expect(await look.findByRole('alert')).toHaveTextContent('Somebody else changed the settings.');
});

test('a new postback secret comes with a ready address, after a question', async () => {
  asManager();
  const { user } = open(`${managerHome}/settings`);
  const postback = await section('Postback');
  await user.click(postback.getByRole('button', { name: 'New secret' }));
  await user.click(
    within(await screen.findByRole('dialog', { name: 'Make a new secret?' })).getByRole('button', {
      name: 'New secret',
    }),
  );
  expect(await postback.findByDisplayValue(/key=pbs_fresh/)).toBeVisible();
  expect(postback.getByDisplayValue('pbs_fresh')).toBeVisible();
});

test('home shows each program with its own link, and what happened in all of them', async () => {
  server.use(
    http.get('*/api/p/:partner/activity', () =>
      HttpResponse.json({
        data: [
          {
            program_id: 'prg_x',
            program_name: 'Halyard Sails',
            zone: 'UTC',
            activity: {
              id: 'evt_1',
              type: 'commission.approved',
              at: '2026-11-20T10:00:00Z',
              subject: 'com_1',
              count: 1,
              amount: { amount: 500, currency: 'USD' },
            },
          },
        ],
      }),
    ),
  );
  open(partnerHome);
  expect(await screen.findByText(/Commission approved/)).toHaveTextContent('Halyard Sails');
  expect(screen.getByRole('textbox', { name: 'Your link for Northwind Coffee' })).toBeVisible();
});

test('who has no program yet learns how to apply', async () => {
  server.use(http.get('*/api/p/:partner/programs', () => HttpResponse.json({ data: [], totals: [] })));
  open(partnerHome);
  expect(await screen.findByRole('heading', { name: 'No program yet' })).toBeVisible();
  expect(await screen.findByRole('link', { name: /^Apply to / })).toHaveAttribute('href', '/apply/northwind');
});
