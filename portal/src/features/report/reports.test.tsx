import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { figures, partnerReport } from '../../mocks/data/figures';
import { asManager, managerHome, open, partnerHome, programHome } from '../../test/open';
import { server } from '../../test/server';

test('the report has its days, its total and a dash where nothing divides', async () => {
  server.use(
    http.get('*/report', () =>
      HttpResponse.json({
        ...partnerReport('day', true),
        lines: [
          { key: '2026-11-20', now: figures(10, 2, true), before: figures(5, 1, true) },
          { key: '2026-11-21', now: figures(0, 0, true), before: figures(0, 0, true) },
        ],
      }),
    ),
  );
  open(`${programHome}/performance`);
  const table = await screen.findByRole('table', { name: 'Days' });
  const row = within(table).getByRole('row', { name: /Nov 20/ });
  expect(within(row).getByText('€184.00')).toBeVisible();
  const empty = within(table).getByRole('row', { name: /Nov 21/ });
  expect(within(empty).getAllByText('–')).toHaveLength(2);
  const total = within(table).getByRole('row', { name: /Total/ });
  expect(within(total).getByText('€4,301.00')).toBeVisible();
});

test('lines by sub-id are asked for, sorted, and lead to the days of one', async () => {
  const asked: string[] = [];
  server.use(
    http.get('*/report', ({ request }) => {
      const { searchParams } = new URL(request.url);
      asked.push(`${searchParams.get('by')} ${searchParams.get('sub')}`);
      return HttpResponse.json(partnerReport((searchParams.get('by') ?? 'day') as 'sub', true));
    }),
  );
  const { user, router } = open(`${programHome}/performance?period=7d&by=sub`);
  const table = await screen.findByRole('table', { name: 'Sub-IDs' });
  expect(within(table).getByText('Without a sub-ID')).toBeVisible();
  await user.click(within(table).getByRole('button', { name: 'Clicks' }));
  expect(within(table).getAllByRole('row')[1]).toHaveTextContent('blog');
  await user.click(within(table).getByRole('link', { name: 'youtube' }));
  await waitFor(() =>
    expect(router.state.location.search).toEqual({ period: '7d', facet: 'sub', value: 'youtube' }),
  );
  await waitFor(() => expect(asked).toContain('day youtube'));
  await user.click(await screen.findByRole('button', { name: 'Remove the filter Sub-ID: youtube' }));
  await waitFor(() => expect(router.state.location.search).toEqual({ period: '7d' }));
});

test('comparing and the chart stand in the address, and the CSV is what is shown', async () => {
  const { user, router } = open(`${programHome}/performance?from=2026-01-01&to=2026-01-31&by=device`);
  await user.click(await screen.findByRole('button', { name: 'Compare' }));
  await user.click(screen.getByRole('radio', { name: 'Clicks' }));
  await waitFor(() =>
    expect(router.state.location.search).toEqual({
      from: '2026-01-01',
      to: '2026-01-31',
      by: 'device',
      compare: true,
      metric: 'clicks',
    }),
  );
  expect(await screen.findByRole('columnheader', { name: 'Clicks ±' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Download CSV' })).toHaveAttribute(
    'href',
    expect.stringMatching(/\/report\.csv\?from=2026-01-01&to=2026-01-31&by=device&compare=previous$/),
  );
});

test('a program without links has no clicks and nothing by clicks', async () => {
  const { clicks: _c, epc: _e, conversion_rate_basis_points: _r, ...total } = figures(9, 3, true);
  server.use(
    http.get('*/report', () =>
      HttpResponse.json({
        ...partnerReport('day', false),
        total,
        lines: [{ key: '2026-11-20', now: total }],
      }),
    ),
  );
  open(`${programHome}/performance`);
  await screen.findByRole('table', { name: 'Days' });
  expect(screen.queryByText('Clicks')).not.toBeInTheDocument();
  expect(screen.queryByText('Per click')).not.toBeInTheDocument();
  expect(screen.queryByRole('radio', { name: 'Links' })).not.toBeInTheDocument();
});

test('the manager sees the classes of clicks and goes from partners to one of them', async () => {
  asManager();
  const { user, router } = open(`${managerHome}/reports?by=partner`);
  const table = await screen.findByRole('table', { name: 'Partners' });
  expect(await screen.findByRole('region', { name: 'Clicks by class' })).toHaveTextContent('Invalid');
  expect(screen.queryByRole('radio', { name: 'Sub-IDs' })).not.toBeInTheDocument();
  await user.click(within(table).getByRole('link', { name: 'Oakline Reviews' }));
  await waitFor(() => expect(router.state.location.search).toEqual({ partner: 'ptr_2' }));
  expect(await screen.findByText('Partner: Oakline Reviews')).toBeVisible();
  expect(await screen.findByRole('radio', { name: 'Sub-IDs' })).toBeInTheDocument();
});

test('reporting sets the programs beside one another and lists their commissions', async () => {
  const { user, router } = open(`${partnerHome}/reporting`);
  const table = await screen.findByRole('table', { name: 'Programs' });
  expect(within(table).getByRole('link', { name: 'Northwind Coffee' })).toBeVisible();
  await user.click(screen.getByRole('radio', { name: 'Commissions' }));
  const list = await screen.findByRole('table', { name: 'Commissions' });
  expect(within(list).getAllByText('Northwind Coffee').length).toBeGreaterThan(1);
  await user.click(screen.getByRole('radio', { name: 'Paid' }));
  await waitFor(() => expect(router.state.location.search).toEqual({ tab: 'commissions', status: 'paid' }));
  expect(screen.getByRole('link', { name: 'Download CSV' })).toHaveAttribute(
    'href',
    expect.stringContaining('reporting/commissions.csv'),
  );
});

test('of many lines those are shown whose name is searched for', async () => {
  const lines = Array.from({ length: 12 }, (_, i) => ({ key: `post-${i}`, now: figures(10, 1) }));
  server.use(
    http.get('*/report', ({ request }) => {
      const by = new URL(request.url).searchParams.get('by') === 'sub' ? 'sub' : 'day';
      return HttpResponse.json({ ...partnerReport(by, false), ...(by === 'sub' ? { lines } : {}) });
    }),
  );
  const { user, router } = open(`${programHome}/performance?by=sub`);
  await user.type(await screen.findByRole('searchbox', { name: 'Search these lines' }), 'post-11');
  await waitFor(() => expect(router.state.location.search).toEqual({ by: 'sub', q: 'post-11' }));
  const table = screen.getByRole('table', { name: 'Sub-IDs' });
  await waitFor(() => expect(within(table).getAllByRole('row')).toHaveLength(3));
  await user.click(screen.getByRole('radio', { name: 'Devices' }));
  await waitFor(() => expect(router.state.location.search).toEqual({ by: 'device' }));
});
