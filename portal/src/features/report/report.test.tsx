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
  expect(screen.getByRole('textbox', { name: 'Your link' })).toHaveValue('go.northwind.example/r/maya');
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
  expect(await screen.findByText('4 of 6 done')).toBeVisible();
});
