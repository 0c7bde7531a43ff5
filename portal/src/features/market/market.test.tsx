import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { managerSession, session } from '../../mocks/fixtures';
import { standing } from '../../mocks/marketHandlers';
import { asManager, managerHome, open, partnerHome } from '../../test/open';
import { server } from '../../test/server';

test('a partner looks around, narrows, and applies to a program', async () => {
  const asked: string[] = [];
  const sent: unknown[] = [];
  server.use(
    http.get('*/api/p/:partner/listings', ({ request }) => {
      asked.push(new URL(request.url).search);
      return undefined;
    }),
    http.post('*/listings/:listing/join', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ status: 'in_review' });
    }),
  );
  const { user } = open(`${partnerHome}/discover`);
  const list = await screen.findByRole('table', { name: 'Discover' });
  expect(within(list).getByText('Applied')).toBeVisible();
  await user.selectOptions(screen.getByLabelText('Category'), 'Fashion');
  await waitFor(() => expect(asked.at(-1)).toContain('category=fashion'));
  await user.click(await screen.findByRole('link', { name: 'Open Trailhead Boots' }));
  const detail = await screen.findByRole('dialog');
  expect(await within(detail).findByText('Every pair')).toBeVisible();
  await user.type(within(detail).getByRole('textbox'), 'In our gear guide');
  await user.click(within(detail).getByRole('button', { name: 'Apply to this program' }));
  await waitFor(() => expect(sent).toEqual([{ answers: { promotes: 'In our gear guide' } }]));
});

test('who is not in the network asks to be let in', async () => {
  const sent: unknown[] = [];
  server.use(
    http.get('*/api/p/:partner/network', () =>
      HttpResponse.json({ ...standing, status: 'rejected', reason: 'Too few readers.' }),
    ),
    http.put('*/api/p/:partner/network', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...standing, status: 'submitted' });
    }),
  );
  const { user } = open(`${partnerHome}/discover`);
  expect(await screen.findByText('Too few readers.')).toBeVisible();
  await user.click(screen.getByLabelText('Creator'));
  await user.click(screen.getByRole('button', { name: 'Ask to be let in' }));
  await waitFor(() =>
    expect(sent).toEqual([
      { about: standing.about, website: standing.website, kinds: ['publisher', 'creator'], tags: ['coffee'] },
    ]),
  );
});

test('a program writes its listing', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.put('*/api/m/:program/listing', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({});
    }),
  );
  const { user } = open(`${managerHome}/listing`);
  const sentence = await screen.findByLabelText('One sentence');
  await user.clear(sentence);
  await user.type(sentence, 'Good coffee');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toMatchObject([{ summary: 'Good coffee', published: true, version: 3 }]));
});

test('an operator lets a partner in, and hides a listing', async () => {
  const sent: unknown[] = [];
  server.use(
    http.get('*/api/auth/session', () => HttpResponse.json({ ...managerSession, operates: true })),
    http.post('*/network/partners/:partner/decide', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({});
    }),
    http.post('*/network/listings/:listing/hide', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({});
    }),
  );
  const { user } = open('/account/network');
  await user.click(await screen.findByRole('button', { name: 'Let in' }));
  await user.click(await screen.findByRole('button', { name: 'Turn away' }));
  const dialog = await screen.findByRole('dialog', { name: 'Peak & Pine' });
  await user.type(within(dialog).getByLabelText('Why'), 'No website');
  await user.click(within(dialog).getByRole('button', { name: 'Turn away' }));
  await user.click(screen.getByRole('radio', { name: 'Listings' }));
  await user.click(await screen.findByRole('button', { name: 'Hide' }));
  await waitFor(() =>
    expect(sent).toEqual([
      { status: 'approved' },
      { status: 'rejected', reason: 'No website' },
      { hidden: true },
    ]),
  );
});

test('without a network there is no marketplace', async () => {
  server.use(http.get('*/api/auth/session', () => HttpResponse.json({ ...session, network: false })));
  open(partnerHome);
  await screen.findAllByRole('link', { name: 'Reporting' });
  expect(screen.queryByRole('link', { name: 'Discover' })).not.toBeInTheDocument();
});
