import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { managerSession } from '../../mocks/fixtures';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';
import { basisPoints, hostsOf, webAddress } from './choices';

test('the first person of an installation names its program, and is led to the checklist', async () => {
  const empty = { ...managerSession, programs: [], founds: true };
  let session: object = empty;
  const sent: unknown[] = [];
  server.use(
    http.get('*/api/auth/session', () => HttpResponse.json(session)),
    http.post('*/api/auth/program', async ({ request }) => {
      sent.push(await request.json());
      session = managerSession;
      return HttpResponse.json({ program_id: managerSession.programs[0]?.id }, { status: 201 });
    }),
  );
  const { user, router } = open('/');
  await user.type(await screen.findByLabelText('Name of the program'), 'Northwind');
  await user.type(screen.getByLabelText('Website'), 'www.northwind.example');
  await user.click(screen.getByRole('button', { name: 'Create the program' }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`${managerHome}/setup`));
  expect(sent).toMatchObject([{ name: 'Northwind', website: 'https://www.northwind.example' }]);
});

test('who owns a program is not asked to make one', async () => {
  asManager();
  const { router } = open('/start');
  await waitFor(() => expect(router.state.location.pathname).toBe(managerHome));
});

test('the checklist opens the first step that is left, and goes on when it is done', async () => {
  asManager();
  const { user } = open(`${managerHome}/setup`);
  await user.click(await screen.findByRole('button', { name: 'Make the address' }));
  const made = await screen.findByRole('textbox', { name: 'Postback address with its secret' });
  expect(made).toBeVisible();
  await user.click(screen.getByRole('button', { name: /Publish an offer/ }));
  expect(await screen.findByLabelText('Percent of the sale')).toBeVisible();
});

test('the overview leads to the checklist until it is done', async () => {
  asManager();
  open(managerHome);
  expect(await screen.findByRole('link', { name: 'Open the checklist' })).toHaveAttribute(
    'href',
    `${managerHome}/setup`,
  );
});

test('the overview says what the month costs, and warns', async () => {
  asManager();
  open(managerHome);
  const card = within(await screen.findByRole('region', { name: 'What this month costs at AWS' }));
  expect(card.getByText('52,410 clicks')).toBeVisible();
  expect(card.getByText('Will be over the budget')).toBeVisible();
  expect(card.getByText('$2.80')).toBeVisible();
});

test('clicks are told by other rules, with what makes the difference', async () => {
  asManager();
  open(`${managerHome}/reports/counting`);
  const dub = within(await screen.findByRole('region', { name: 'Dub' }));
  expect(dub.getByText('35 more than here')).toBeVisible();
  expect(dub.getByText(/comes back after an hour/)).toBeVisible();
  const everflow = within(screen.getByRole('region', { name: 'Everflow' }));
  expect(everflow.getByText('20 fewer than here')).toBeVisible();
});

test('a replay is published with the difference that was seen', async () => {
  asManager();
  const sent: { seen?: object }[] = [];
  server.use(
    http.post('*/replay/publish', async ({ request }) => {
      sent.push((await request.json()) as object);
      return HttpResponse.json({ attribution: true, offers: [] });
    }),
  );
  const { user } = open(`${managerHome}/settings/replay`);
  const days = await screen.findByLabelText('A click counts for days');
  await user.clear(days);
  await user.type(days, '7');
  await user.click(screen.getByRole('button', { name: 'See the difference' }));
  await user.click(await screen.findByRole('button', { name: 'Publish these rules' }));
  const ask = within(await screen.findByRole('dialog'));
  await user.click(ask.getByRole('button', { name: 'Publish these rules' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.seen).toHaveProperty('changed');
  expect(sent[0]).toHaveProperty('attribution.window_days', 7);
});

test('what is typed is read as it is meant', () => {
  expect(webAddress(' shop.example ')).toBe('https://shop.example');
  expect(webAddress('http://shop.example')).toBe('http://shop.example');
  expect(basisPoints('12,5')).toBe(1250);
  expect(basisPoints('0')).toBeUndefined();
  expect(basisPoints('101')).toBeUndefined();
  expect(hostsOf('https://a.example/x, B.example\na.example')).toEqual(['a.example', 'b.example']);
});
