import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { commissions } from '../../mocks/fixtures';
import { page, problem } from '../../mocks/handlers';
import { adjustments } from '../../mocks/managed';
import { asManager, managerHome, open, programHome } from '../../test/open';
import { server } from '../../test/server';
import { actsFor } from './acts';

const rows = () => screen.getAllByRole('row').length - 1;

test('the list shows every commission, and filters by state through the address', async () => {
  const { user, router } = open(`${programHome}/commissions`);
  await screen.findByRole('table');
  expect(rows()).toBe(commissions.length);
  await user.click(screen.getByRole('radio', { name: 'Paid' }));
  await waitFor(() => expect(rows()).toBe(commissions.filter((one) => one.said === 'paid').length));
  expect(router.state.location.search).toEqual({ status: 'paid' });
});

test('more rows come on demand', async () => {
  server.use(
    http.get('*/commissions', ({ request }) => {
      const second = new URL(request.url).searchParams.get('cursor') === 'next';
      return HttpResponse.json({
        ...page(second ? commissions.slice(2, 4) : commissions.slice(0, 2)),
        has_more: !second,
        next_cursor: second ? '' : 'next',
      });
    }),
  );
  const { user } = open(`${programHome}/commissions`);
  await user.click(await screen.findByRole('button', { name: 'Show more' }));
  await waitFor(() => expect(rows()).toBe(4));
  expect(screen.queryByRole('button', { name: 'Show more' })).not.toBeInTheDocument();
});

test('a row opens its drawer, which tells the story and why', async () => {
  const { user, router } = open(`${programHome}/commissions`);
  await user.click(
    (await screen.findAllByRole('link', { name: /^Open commission of €38.47/ }))[0] as HTMLElement,
  );
  const drawer = await screen.findByRole('dialog', { name: 'Commission' });
  expect(await within(drawer).findByText('Recorded')).toBeVisible();
  expect(within(drawer).getByText(/It pays 30% of/)).toBeVisible();
  expect(router.state.location.search).toEqual({ id: 'com_01JD0001' });
  await user.click(within(drawer).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(router.state.location.search).toEqual({}));
});

test('a deep link opens a row that is not on the page, with its reason', async () => {
  server.use(http.get('*/commissions', () => HttpResponse.json(page([]))));
  open(`${programHome}/commissions?id=com_01JD0006`);
  const drawer = await screen.findByRole('dialog', { name: 'Commission' });
  expect((await within(drawer).findAllByText('The customer returned the order.')).length).toBeGreaterThan(0);
});

test('a deep link to somebody else’s commission says that there is none', async () => {
  open(`${programHome}/commissions?id=com_of_another`);
  expect(await screen.findByText('There is no such thing.')).toBeVisible();
});

test('without commissions there is one thing to do', async () => {
  server.use(http.get('*/commissions', () => HttpResponse.json(page([]))));
  open(`${programHome}/commissions`);
  expect(await screen.findByRole('heading', { name: 'No commissions yet' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Go to your links' })).toHaveAttribute(
    'href',
    `${programHome}/links`,
  );
});

test('the manager approves several at once; settled ones cannot be chosen', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/commissions/approve', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({
        data: [
          { id: 'a', ok: true },
          { id: 'b', ok: false, code: 'commission.state' },
        ],
        done: 1,
        failed: 1,
      });
    }),
  );
  const { user } = open(`${managerHome}/commissions`);
  await screen.findByRole('table', { name: 'Commissions' });
  const boxes = screen.getAllByRole('checkbox', { name: /^Choose: / });
  expect(boxes.filter((box) => (box as HTMLInputElement).disabled)).toHaveLength(
    commissions.filter((one) => ['paid', 'declined', 'reversed'].includes(one.status)).length,
  );
  await user.click(boxes[0] as HTMLElement);
  await user.click(boxes[1] as HTMLElement);
  await user.click(
    within(screen.getByRole('region', { name: 'What to do with the chosen commissions' })).getByRole(
      'button',
      {
        name: 'Approve',
      },
    ),
  );
  await user.click(
    within(await screen.findByRole('dialog', { name: 'Approve 2 commissions?' })).getByRole('button', {
      name: 'Approve',
    }),
  );
  await waitFor(() => expect(sent).toEqual([{ ids: ['com_01JD0000', 'com_01JD0001'], from: 0 }]));
  expect(await screen.findByText('1 commission changed.')).toBeVisible();
  expect(screen.getByText('1 could not be changed: commission.state')).toBeVisible();
});

test('chosen rows offer only what all of them allow', async () => {
  asManager();
  const { user } = open(`${managerHome}/commissions`);
  await screen.findByRole('table', { name: 'Commissions' });
  const boxes = screen.getAllByRole('checkbox', { name: /^Choose: / });
  await user.click(boxes[0] as HTMLElement); // pending
  await user.click(boxes[5] as HTMLElement); // ready to pay
  expect(screen.getByText('These states have no step in common.')).toBeVisible();
});

test('a reversal needs a reason, and a refusal keeps the dialog', async () => {
  asManager();
  server.use(
    http.post('*/commissions/reverse', () => problem(409, 'commission.claimed', 'It is part of a payout.')),
  );
  const { user } = open(`${managerHome}/commissions?id=com_01JD0005`);
  await user.click(await screen.findByRole('button', { name: 'Reverse' }));
  const dialog = await screen.findByRole('dialog', { name: 'Reverse this commission?' });
  const confirm = within(dialog).getByRole('button', { name: 'Reverse' });
  expect(confirm).toBeDisabled();
  await user.type(within(dialog).getByLabelText(/Reason/), 'Returned.');
  await user.click(confirm);
  expect(await screen.findByText('It is part of a payout.')).toBeVisible();
});

test.each([
  ['pending', ['approve', 'hold', 'decline']],
  ['held', ['approve', 'release', 'decline']],
  ['approved', ['reverse']],
  ['available', ['reverse']],
  ['paid', []],
  ['declined', []],
  ['reversed', []],
] as const)('%s allows %j', (status, acts) => {
  expect(actsFor(status)).toEqual(acts);
});

test('a long list is decided part by part, and says how far it is', async () => {
  asManager();
  const asked: number[] = [];
  server.use(
    http.post('*/commissions/hold', async ({ request }) => {
      const { from } = (await request.json()) as { from: number };
      asked.push(from);
      return HttpResponse.json({ data: [], done: 1, failed: 0, ...(from === 0 ? { next: 1 } : {}) });
    }),
  );
  const { user } = open(`${managerHome}/commissions`);
  const table = await screen.findByRole('table', { name: 'Commissions' });
  const boxes = within(table).getAllByRole('checkbox', { name: /^Choose: / });
  await user.click(boxes[0] as HTMLElement);
  await user.click(boxes[1] as HTMLElement);
  await user.click(screen.getByRole('button', { name: 'Hold' }));
  const dialog = await screen.findByRole('dialog', { name: 'Hold 2 commissions?' });
  await user.type(within(dialog).getByLabelText(/Reason/), 'Odd');
  await user.click(within(dialog).getByRole('button', { name: 'Hold' }));
  await waitFor(() => expect(asked).toEqual([0, 1]));
  expect(await screen.findByText('2 commissions changed.')).toBeVisible();
});

test('all commissions of a state are chosen at once', async () => {
  asManager();
  const { user } = open(`${managerHome}/commissions?status=pending`);
  const table = await screen.findByRole('table', { name: 'Commissions' });
  await user.click(within(table).getAllByRole('checkbox', { name: /^Choose: / })[0] as HTMLElement);
  await user.click(screen.getByRole('button', { name: 'Choose all in this state' }));
  const all = commissions.filter((one) => one.status === 'pending').length;
  expect(await screen.findByText(`${all} chosen`)).toBeVisible();
});

test('a manager adjusts, and a second person decides on it', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/adjustments', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...adjustments[0], status: 'waiting' }, { status: 201 });
    }),
    http.post('*/adjustments/:id/approve', ({ params }) => {
      sent.push(params.id);
      return HttpResponse.json({ ...adjustments[0], status: 'given' });
    }),
  );
  const { user } = open(`${managerHome}/commissions`);
  await user.click(await screen.findByRole('button', { name: 'Adjust' }));
  const form = await screen.findByRole('dialog', { name: 'Adjust' });
  await within(form).findByRole('option', { name: 'Kovač Media' });
  await user.selectOptions(within(form).getByLabelText('Partner'), 'Kovač Media');
  await user.click(within(form).getByRole('radio', { name: 'Take back' }));
  await user.type(within(form).getByLabelText(/^Amount/), '25.00');
  await user.type(within(form).getByLabelText(/^Name/), 'Correction');
  await user.type(within(form).getByLabelText(/^Reason/), 'Paid twice');
  await user.click(within(form).getByRole('button', { name: 'Adjust' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    amount: { amount: -2500, currency: 'EUR' },
    name: 'Correction',
    reason: 'Paid twice',
  });
  await user.click((await screen.findAllByRole('button', { name: 'Approve' }))[0] as HTMLElement);
  await user.click(
    within(await screen.findByRole('dialog', { name: 'Approve this adjustment?' })).getByRole('button', {
      name: 'Approve',
    }),
  );
  await waitFor(() => expect(sent[1]).toBe(adjustments[0]?.id));
});

test('what was funded and a shorter holdback are applied until nothing is left', async () => {
  asManager();
  const asked: unknown[] = [];
  server.use(
    http.post('*/commissions/fund', async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json({ done: 200, more: asked.length === 1 });
    }),
  );
  const { user } = open(`${managerHome}/commissions`);
  await user.click(await screen.findByRole('button', { name: 'Mark as funded' }));
  const dialog = await screen.findByRole('dialog', { name: 'Mark as funded' });
  await user.click(within(dialog).getByRole('button', { name: 'Mark as funded' }));
  expect(await screen.findByText('400 commissions changed.')).toBeVisible();
});

test('a partner sees what is expected, and what earned nothing', async () => {
  const { user } = open(`${programHome}/commissions`);
  const card = await screen.findByRole('region', { name: 'Ready and expected' });
  expect(await within(card).findByText('€120.40')).toBeVisible();
  await user.click(screen.getByRole('radio', { name: 'Earned nothing' }));
  expect(await screen.findByText(/too long before it/)).toBeVisible();
});
