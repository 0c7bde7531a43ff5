import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sales } from '../../mocks/fixtures';
import { page, problem } from '../../mocks/handlers';
import { managerPromotions } from '../../mocks/managed';
import { asManager, managerHome, open, programHome } from '../../test/open';
import { server } from '../../test/server';
import { spanText } from './span';

test('a sale’s days are those of the program’s zone, with hours where they are not whole', () => {
  const week = { starts_at: '2026-11-26T23:00:00Z', ends_at: '2026-12-04T23:00:00Z' };
  expect(spanText(week, 'Europe/Berlin')).toBe('Nov 27 – Dec 4');
  expect(spanText(week, 'UTC')).toBe('Nov 26, 23:00 – Dec 4, 23:00');
  expect(spanText({ starts_at: '2026-03-29T00:00:00Z', ends_at: '2026-03-30T00:00:00Z' }, 'UTC')).toBe(
    'Mar 29',
  );
});

test('a manager announces a sale from its first day to its last', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/promotions', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(managerPromotions[0], { status: 201 });
    }),
  );
  const { user } = open(`${managerHome}/promotions`);
  expect(await screen.findByRole('table', { name: 'Upcoming sales' })).toHaveTextContent('Winter roast week');
  await user.click(screen.getByRole('button', { name: 'Announce a sale' }));
  const form = await screen.findByRole('dialog', { name: 'Announce a sale' });
  const field = (name: string | RegExp) => within(form).getByLabelText(name);
  await user.type(field('Name'), 'Tasting set');
  await user.type(field('First day'), '2026-12-10');
  await user.type(field('Last day'), '2026-12-12');
  await user.type(field(/What partners should know/), 'One for two.');
  await user.type(field(/Page of the sale/), 'northwind.example/tasting');
  await user.type(field(/Code for customers/), 'TASTE');
  await user.click(within(form).getByRole('button', { name: 'Announce a sale' }));
  await waitFor(() =>
    expect(sent).toEqual([
      {
        name: 'Tasting set',
        text: 'One for two.',
        coupon_hint: 'TASTE',
        destination: 'https://northwind.example/tasting',
        starts_at: '2026-12-09T23:00:00.000Z',
        ends_at: '2026-12-12T23:00:00.000Z',
      },
    ]),
  );
});

test('what is wrong stands at its field', async () => {
  asManager();
  server.use(
    http.patch('*/promotions/:id', () =>
      HttpResponse.json(
        {
          type: 'about:blank',
          status: 422,
          code: 'link.bad_destination',
          title: 'No',
          errors: [{ location: 'body.destination', message: 'evil.example is not one of the hosts' }],
        },
        { status: 422, headers: { 'content-type': 'application/problem+json' } },
      ),
    ),
  );
  const { user } = open(`${managerHome}/promotions?id=prm_01JD0WINTER`);
  await user.click(await screen.findByRole('button', { name: 'Change' }));
  const form = await screen.findByRole('dialog', { name: 'Change the sale' });
  await user.click(within(form).getByRole('button', { name: 'Save' }));
  expect(await within(form).findByText('evil.example is not one of the hosts')).toBeVisible();
});

test('a change leaves the hours of days that were not touched', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.patch('*/promotions/:id', async ({ request, params }) => {
      sent.push([params.id, await request.json()]);
      return HttpResponse.json(managerPromotions[1]);
    }),
  );
  const { user } = open(`${managerHome}/promotions?id=prm_01JD0GRINDER`);
  await user.click(await screen.findByRole('button', { name: 'Change' }));
  const form = await screen.findByRole('dialog', { name: 'Change the sale' });
  expect(within(form).getByLabelText('First day')).toBeDisabled();
  await user.clear(within(form).getByLabelText('Last day'));
  await user.type(within(form).getByLabelText('Last day'), '2026-11-24');
  await user.click(within(form).getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(sent).toEqual([
      [
        'prm_01JD0GRINDER',
        {
          name: 'Grinders at cost',
          text: 'While stocks last.',
          coupon_hint: '',
          destination: 'https://shop.northwind.example/grinders',
          version: 1,
          ends_at: '2026-11-24T23:00:00.000Z',
        },
      ],
    ]),
  );
});

test('a sale is cancelled after a question, one that is over is not', async () => {
  asManager();
  const gone: unknown[] = [];
  server.use(
    http.post('*/promotions/:id/cancel', ({ params }) => {
      gone.push(params.id);
      return HttpResponse.json(managerPromotions[3]);
    }),
  );
  const { user } = open(`${managerHome}/promotions?id=prm_01JD0WINTER`);
  await user.click(await screen.findByRole('button', { name: 'Cancel the sale' }));
  const dialog = await screen.findByRole('dialog', { name: 'Cancel Winter roast week?' });
  expect(gone).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Cancel the sale' }));
  await waitFor(() => expect(gone).toEqual(['prm_01JD0WINTER']));
});

test('a sale that is over cannot be changed', async () => {
  asManager();
  open(`${managerHome}/promotions?id=prm_01JD0SPRING`);
  const drawer = await screen.findByRole('dialog', { name: 'Sale' });
  expect(await within(drawer).findByText('Ended')).toBeVisible();
  expect(within(drawer).queryByRole('button', { name: 'Change' })).toBeNull();
});

test('a partner sees each sale with its days, its code and a link of their own', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-21T12:00:00Z') });
  onTestFinished(() => void vi.useRealTimers());
  open(`${programHome}/sales`);
  const winter = await screen.findByRole('article', { name: 'Winter roast week' });
  expect(within(winter).getByText('Nov 27 – Dec 4')).toBeVisible();
  expect(within(winter).getByText('Begins in 6 days')).toBeVisible();
  expect(within(winter).getByText('WINTER20')).toBeVisible();
  expect(within(winter).getByRole('textbox', { name: 'Your link to Winter roast week' })).toHaveValue(
    'go.northwind.example/r/maya?to=https%3A%2F%2Fnorthwind.example%2Fwinter',
  );
  expect(within(screen.getByRole('article', { name: 'Grinders at cost' })).getByText('Live')).toBeVisible();
  expect(screen.getAllByRole('link', { name: 'Upcoming sales' })[0]).toBeVisible();
});

test.each([
  ['nothing is announced', () => HttpResponse.json(page([]))],
  ['it cannot be told', () => problem(403, 'enrollment.not_active', 'For active partners.')],
])('there is no way to the sales where %s', async (_, answer) => {
  let asked = 0;
  server.use(
    http.get('*/api/p/:partner/programs/:program/promotions', () => {
      asked += 1;
      return answer();
    }),
  );
  open(programHome);
  await screen.findByRole('heading', { name: 'Overview' });
  await waitFor(() => expect(asked).toBeGreaterThan(0));
  expect(screen.queryByRole('link', { name: 'Upcoming sales' })).toBeNull();
});

test('an empty page says what will stand there', async () => {
  server.use(
    http.get('*/api/p/:partner/programs/:program/promotions', () => HttpResponse.json(page(sales.slice(2)))),
  );
  open(`${programHome}/sales`);
  expect(await screen.findByRole('heading', { name: 'No upcoming sale' })).toBeVisible();
});
