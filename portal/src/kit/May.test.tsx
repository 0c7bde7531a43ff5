import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { managerSession } from '../mocks/fixtures';
import { managerHome, open } from '../test/open';
import { server } from '../test/server';

const as = (role: string) =>
  server.use(
    http.get('*/api/auth/session', () =>
      HttpResponse.json({
        ...managerSession,
        programs: managerSession.programs.map((one) => ({ ...one, role })),
      }),
    ),
  );

test.each([
  ['coupons', 'viewer', 'Give a code', false],
  ['coupons', 'manager', 'Give a code', true],
  ['payouts', 'viewer', 'Plan a payout run', false],
  ['payouts', 'manager', 'Plan a payout run', false],
  ['payouts', 'finance', 'Plan a payout run', true],
  ['partners', 'finance', 'Invite a partner', false],
])('on the page of %s a %s is shown "%s": %s', async (page, role, name, shown) => {
  as(role);
  open(`${managerHome}/${page}`);
  await screen.findByRole('heading', { level: 1 });
  if (shown) expect((await screen.findAllByRole('button', { name }))[0]).toBeVisible();
  else expect(screen.queryByRole('button', { name })).toBeNull();
});

test('settings are read by everybody and changed by owners', async () => {
  as('viewer');
  open(`${managerHome}/settings`);
  expect(await screen.findByLabelText('Name')).toBeDisabled();
  expect(screen.getAllByText('Owners change this; you read it.').length).toBeGreaterThan(0);
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
});

test('who cannot read a page is not led there', async () => {
  as('viewer');
  open(managerHome);
  await screen.findByRole('heading', { level: 1 });
  expect(screen.queryByRole('link', { name: 'API keys' })).toBeNull();
  expect(screen.queryByRole('link', { name: 'Tax' })).toBeNull();
});
