import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { summary } from '../../mocks/fixtures';
import { problem } from '../../mocks/handlers';
import { asManager, managerHome, open, programHome } from '../../test/open';
import { server } from '../../test/server';

test('the overview shows the money, the numbers and the link', async () => {
  open(programHome);
  expect(await screen.findByText('€4,286.40')).toBeVisible();
  expect(screen.getByText('+18.7%')).toBeVisible();
  expect(screen.getByText('18,204')).toBeVisible();
  expect(await screen.findByRole('textbox', { name: 'Your link' })).toHaveValue(
    'go.northwind.example/r/maya',
  );
  expect(screen.getByText('214 clicks today')).toBeVisible();
});

test('while the numbers are on their way a skeleton stands in for them', async () => {
  server.use(http.get('*/summary', () => new Promise<never>(() => undefined)));
  open(programHome);
  expect((await screen.findAllByRole('status', { name: 'Loading' })).length).toBeGreaterThan(0);
  expect(screen.queryByText('€4,286.40')).not.toBeInTheDocument();
});

test('a failure says what, with the request id, and is tried again on demand', async () => {
  let broken = true;
  server.use(
    http.get('*/summary', () =>
      broken ? problem(500, 'internal', 'Something broke') : HttpResponse.json(summary),
    ),
  );
  const { user } = open(programHome);
  expect(await screen.findByRole('heading', { name: 'Something broke' })).toBeVisible();
  expect(screen.getByText('req_01JDTEST')).toBeVisible();
  broken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('€4,286.40')).toBeVisible();
});

test('a page of a proxy instead of a problem is still a problem', async () => {
  server.use(http.get('*/summary', () => new HttpResponse('<html>502</html>', { status: 502 })));
  open(programHome);
  expect(
    await screen.findByRole('heading', { name: 'The server sent an answer that cannot be read' }),
  ).toBeVisible();
});

test('no network is a problem too', async () => {
  server.use(http.get('*/summary', () => HttpResponse.error()));
  open(programHome);
  expect(await screen.findByRole('heading', { name: 'The server cannot be reached' })).toBeVisible();
});

test('rates of nothing are a dash, never zero', async () => {
  const { conversion_rate_basis_points: _rate, epc: _epc, ...current } = summary.current;
  server.use(
    http.get('*/summary', () => HttpResponse.json({ ...summary, current: { ...current, clicks: 0 } })),
  );
  open(programHome);
  await screen.findByText('Conversion rate');
  expect(screen.getAllByText('–')).toHaveLength(2);
});

test('the chosen period is asked for and stands in the address', async () => {
  const asked: string[] = [];
  server.use(
    http.get('*/summary', ({ request }) => {
      const { searchParams } = new URL(request.url);
      asked.push(`${searchParams.get('from')} ${searchParams.get('to')}`);
      return HttpResponse.json(summary);
    }),
  );
  const { user, router } = open(`${programHome}?from=2026-01-01&to=2026-01-31`);
  await user.click(await screen.findByRole('button', { name: 'Jan 1 – Jan 31' }));
  await user.click(await screen.findByRole('button', { name: 'Today' }));
  await waitFor(() => expect(router.state.location.search).toEqual({ period: 'today' }));
  await waitFor(() => expect(asked).toHaveLength(2));
  expect(asked[0]).toBe('2026-01-01 2026-01-31');
  expect(new Set(asked[1]?.split(' ')).size).toBe(1);
});

test('the manager sees revenue, what waits, and the steps to go live', async () => {
  asManager();
  open(managerHome);
  expect(await screen.findByText('€38,104.00')).toBeVisible();
  expect(screen.getByText('2 applications wait')).toBeVisible();
  expect(await screen.findByText('2 of 7 done')).toBeVisible();
});

test('a week at a glance: 340 clicks, 12 conversions, $360 pending', async () => {
  const usd = (amount: number) => ({ amount, currency: 'USD' });
  server.use(
    http.get('*/summary', () =>
      HttpResponse.json({
        ...summary,
        current: {
          ...summary.current,
          clicks: 340,
          conversions: 12,
          conversion_rate_basis_points: 353,
          earnings: usd(36_000),
        },
        previous: {
          ...summary.previous,
          clicks: 170,
          conversions: 16,
          conversion_rate_basis_points: 941,
          earnings: usd(24_000),
        },
        wallet: { ...summary.wallet, pending: usd(36_000), available: usd(0) },
      }),
    ),
  );
  open(`${programHome}?period=week`);
  expect(await screen.findByText('340')).toBeVisible();
  for (const text of ['12', '3.53%', '+100%', '-25%', '-62.5%', '+50%'])
    expect(screen.getByText(text)).toBeVisible();
  expect(screen.getByRole('region', { name: 'Earnings' })).toHaveTextContent('Pending$360.00');
});

test.each([
  ['network', 'Sold', ['Clicks', 'Referred', 'Earned', 'Pending']],
  ['leads', 'Revenue', ['Leads', 'Commissions pending', 'Commissions paid']],
] as const)('in the style %s the figures have its words', async (style, first, rest) => {
  server.use(
    http.get('*/summary', () =>
      HttpResponse.json({
        ...summary,
        summary_style: style,
        features: { ...summary.features, leads: true },
        current: { ...summary.current, approved: { amount: 1_000, currency: 'EUR' } },
      }),
    ),
  );
  open(programHome);
  const hero = await screen.findByRole('region', { name: first });
  expect(hero).toHaveTextContent('€17,145.60');
  expect(hero).not.toHaveTextContent('Ready to pay');
  for (const label of rest) expect(screen.getByRole('button', { name: label })).toBeVisible();
  // Waiting for approval, and in a network what waits to become available too.
  expect(screen.getByText(style === 'network' ? '€974.20' : '€964.20')).toBeVisible();
  expect(screen.getByText('€1,479.20')).toBeVisible();
});

test('a lifetime is asked for by name and has nothing before it', async () => {
  const asked: string[] = [];
  const { previous: _, ...lifetime } = summary;
  server.use(
    http.get('*/summary', ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json(lifetime);
    }),
  );
  open(`${programHome}?period=lifetime`);
  expect(await screen.findByText('€4,286.40')).toBeVisible();
  expect(asked).toEqual(['?period=lifetime']);
  expect(screen.queryByText('+18.7%')).not.toBeInTheDocument();
});
