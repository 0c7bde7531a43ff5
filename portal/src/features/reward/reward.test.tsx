import { screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { page } from '../../mocks/handlers';
import { open, programHome } from '../../test/open';
import { server } from '../../test/server';

test('a partner sees its tier, the way to the next, and how it came here', async () => {
  open(`${programHome}/rewards`);
  const now = await screen.findByRole('article', { name: 'Standard' });
  expect(now).toHaveTextContent('Your tier since Aug 1');
  expect(now).toHaveTextContent('20 % of each sale');
  const next = screen.getByRole('article', { name: 'Premium' });
  expect(next).toHaveTextContent('A box of coffee each month.');
  expect(
    within(next).getByRole('progressbar', {
      name: 'To reach it: €3,120.00 of €5,000.00 of revenue',
    }),
  ).toHaveAttribute('aria-valuenow', '312000');
  expect(screen.getByRole('article', { name: 'House' })).toHaveTextContent('By invitation.');
  expect(await screen.findByText(/You brought 12 sales between Apr 1 and Jun 30/)).toBeVisible();
});

test('a SPIFF says what it pays and how far the partner is', async () => {
  open(`${programHome}/rewards`);
  const spiff = await screen.findByRole('article', { name: 'Ten before winter' });
  expect(spiff).toHaveTextContent('€50.00 for 10 sales');
  expect(within(spiff).getByRole('progressbar', { name: 'You brought 7 sales' })).toBeVisible();
});

test('a partner invites others where the program pays for them, and sees who came', async () => {
  open(`${programHome}/rewards`);
  const card = await screen.findByRole('region', { name: 'Invite a partner' });
  expect(card).toHaveTextContent('€50.00 for you, once, for each partner');
  expect(within(card).getByLabelText('Your invitation')).toHaveValue(
    'partners.northwind.test/apply/northwind?by=p1k2x3y4z5a6b7',
  );
  expect(await within(card).findByText('Slow Mornings')).toBeVisible();
  expect(within(card).getByText('The program is looking')).toBeVisible();
  expect(within(card).getByText('Let in')).toBeVisible();
});

test('where nothing is paid for partners there is no invitation', async () => {
  server.use(
    http.get('*/referrals/invitation', () => HttpResponse.json({})),
    http.get('*/referrals', () => HttpResponse.json(page([]))),
  );
  open(`${programHome}/rewards`);
  await screen.findByRole('article', { name: 'Standard' });
  expect(screen.queryByRole('region', { name: 'Invite a partner' })).not.toBeInTheDocument();
});

test('a program without tiers and SPIFFs says so', async () => {
  server.use(
    http.get('*/rewards', () => HttpResponse.json({ currency: 'EUR', upcoming: [] })),
    http.get('*/rewards/history', () => HttpResponse.json(page([]))),
    http.get('*/spiffs', () => HttpResponse.json(page([]))),
  );
  open(`${programHome}/rewards`);
  expect(await screen.findByText('No tiers here')).toBeVisible();
});
