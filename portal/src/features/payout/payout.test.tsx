import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test, vi } from 'vitest';
import { eur, method, options, session, wallet } from '../../mocks/fixtures';
import { page, problem } from '../../mocks/handlers';
import { batches, payoutSettings, runPreview } from '../../mocks/managed';
import { asManager, managerHome, open, programHome } from '../../test/open';
import { server } from '../../test/server';

test('the wallet and the history are shown', async () => {
  open(`${programHome}/payouts`);
  expect(await screen.findByText('€1,843.00')).toBeVisible();
  expect(screen.getByText('€12,033.10')).toBeVisible();
  expect(await screen.findByText('NW-2026-10')).toBeVisible();
  expect(await screen.findByText('Bank transfer to Maya Kovač, •••• 4471')).toBeVisible();
});

test('a negative wallet says why', async () => {
  server.use(http.get('*/wallet', () => HttpResponse.json({ ...wallet, available: eur(-1470) })));
  open(`${programHome}/payouts`);
  expect(await screen.findByText('-€14.70')).toBeVisible();
  expect(screen.getByText(/Refunds after a payout made this negative/)).toBeVisible();
});

test('below the minimum the wallet says from when it is paid', async () => {
  server.use(http.get('*/wallet', () => HttpResponse.json({ ...wallet, available: eur(1000) })));
  open(`${programHome}/payouts`);
  expect(await screen.findByText('Paid as soon as €25.00 are ready')).toBeVisible();
});

test('changing the payout method asks for the password first', async () => {
  const calls: unknown[] = [];
  server.use(
    http.post('*/api/auth/reauthenticate', async ({ request }) => {
      calls.push(await request.json());
      return HttpResponse.json(session);
    }),
    http.put('*/payout-method', async ({ request }) => {
      calls.push(await request.json());
      return HttpResponse.json(method);
    }),
  );
  const { user } = open(`${programHome}/payouts`);
  await user.click(await screen.findByRole('button', { name: 'Change' }));
  const dialog = await screen.findByRole('dialog', { name: 'Payout method' });
  await user.type(within(dialog).getByLabelText('Account holder'), 'Maya Kovač');
  await user.type(within(dialog).getByLabelText('Bank details'), 'DE02 1203 0000 0000 2020 51');
  await user.type(within(dialog).getByLabelText('Your password'), 'a long enough password');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(calls).toEqual([
      { password: 'a long enough password' },
      { rail: 'manual', holder: 'Maya Kovač', free_text: 'DE02 1203 0000 0000 2020 51' },
    ]),
  );
});

test('a payout in another currency tells both amounts and the rate', async () => {
  const sent = { amount: { amount: 45_412, currency: 'USD' }, rate: '1.0833', day: '2026-11-01' };
  server.use(
    http.get('*/payouts/:payout', () =>
      HttpResponse.json({
        id: 'pay_01',
        status: 'paid',
        amount: eur(41_920),
        rail: 'paypal',
        created_at: '2026-11-01T09:00:00Z',
        commissions: 1,
        lines: [],
        timeline: [],
        withdrawal: false,
        awaiting_approval: false,
        fee: eur(0),
        net: eur(41_920),
        sent,
      }),
    ),
  );
  open(`${programHome}/payouts?id=pay_01`);
  expect(await screen.findByText('$454.12')).toBeVisible();
  expect(screen.getByText('1 EUR = 1.0833 USD, rate of 2026-11-01')).toBeVisible();
});

test('a wrong password changes nothing', async () => {
  let put = 0;
  server.use(
    http.post('*/api/auth/reauthenticate', () => problem(403, 'auth.wrong', 'The password is wrong.')),
    http.put('*/payout-method', () => {
      put++;
      return HttpResponse.json(method);
    }),
  );
  const { user } = open(`${programHome}/payouts`);
  await user.click(await screen.findByRole('button', { name: 'Change' }));
  const dialog = await screen.findByRole('dialog', { name: 'Payout method' });
  await user.type(within(dialog).getByLabelText('Account holder'), 'M');
  await user.type(within(dialog).getByLabelText('Bank details'), 'x');
  await user.type(within(dialog).getByLabelText('Your password'), 'wrong');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('The password is wrong.');
  expect(put).toBe(0);
});

test('a manager plans a run, and gets to its review', async () => {
  asManager();
  const { user, router } = open(`${managerHome}/payouts`);
  await user.click((await screen.findAllByRole('button', { name: 'Plan a payout run' }))[0] as HTMLElement);
  const dialog = await screen.findByRole('dialog', { name: 'Plan a payout run' });
  expect(await within(dialog).findByText('1 payout, €1,843.00 in all')).toBeVisible();
  expect(within(dialog).getByText('No payout method')).toBeVisible();
  await user.click(within(dialog).getByRole('button', { name: 'Reserve and review' }));
  await waitFor(() => expect(router.state.location.search).toEqual({ id: 'bat_3' }));
  expect(await screen.findByText('Look the payouts through, then approve.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Download bank file' })).not.toBeInTheDocument();
});

test('approving a run asks for the password, and stops when it is wrong', async () => {
  asManager();
  let approved = 0;
  server.use(
    http.post('*/api/auth/reauthenticate', async ({ request }) => {
      const { password } = (await request.json()) as { password: string };
      return password === 'right'
        ? HttpResponse.json(session)
        : problem(403, 'auth.wrong', 'The password is wrong.');
    }),
    http.post('*/payout-batches/:batch/approve', () => {
      approved++;
      return HttpResponse.json({ ...batches[0], status: 'approved' });
    }),
  );
  const { user } = open(`${managerHome}/payouts?id=bat_3`);
  await user.click(await screen.findByRole('button', { name: 'Approve the run' }));
  const dialog = await screen.findByRole('dialog', { name: 'Approve the run?' });
  expect(within(dialog).getByText(/3 payouts, €4,021.15 in all/)).toBeVisible();
  const field = within(dialog).getByLabelText('Your password, once more');
  await user.type(field, 'wrong');
  await user.click(within(dialog).getByRole('button', { name: 'Approve the run' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('The password is wrong.');
  expect(approved).toBe(0);
  await user.clear(field);
  await user.type(field, 'right');
  await user.click(within(dialog).getByRole('button', { name: 'Approve the run' }));
  await waitFor(() => expect(approved).toBe(1));
});

test('a payout at the bank is marked paid with its reference', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/payouts/:payout/mark-paid', async ({ request, params }) => {
      sent.push([params.payout, await request.json()]);
      return HttpResponse.json({});
    }),
  );
  const { user } = open(`${managerHome}/payouts?id=bat_2`);
  const buttons = await screen.findAllByRole('button', { name: 'Mark paid' });
  expect(buttons).toHaveLength(2); // the third is paid already
  await user.click(buttons[0] as HTMLElement);
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Reference'), ' NW-2026-11 ');
  await user.click(within(dialog).getByRole('button', { name: 'Mark paid' }));
  await waitFor(() => expect(sent).toEqual([['pay_bat_2_1', { reference: 'NW-2026-11' }]]));
});

test('the bank’s file is asked for by POST and saved', async () => {
  asManager();
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  vi.stubGlobal(
    'URL',
    Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }),
  );
  const { user } = open(`${managerHome}/payouts?id=bat_2`);
  await user.click(await screen.findByRole('button', { name: 'Download bank file' }));
  await waitFor(() => expect(saved).toHaveBeenCalled());
  expect((saved.mock.instances[0] as unknown as HTMLAnchorElement).download).toBe('bat_2.csv');
  saved.mockRestore();
});

test('without runs there is one thing to do', async () => {
  asManager();
  server.use(http.get('*/payout-batches', () => HttpResponse.json(page([]))));
  open(`${managerHome}/payouts`);
  expect(await screen.findByRole('heading', { name: 'No payout run yet' })).toBeVisible();
});

test('a payout hands out its proof', async () => {
  let asked = '';
  server.use(
    http.get('*/payouts/:payout', ({ params }) =>
      HttpResponse.json({
        id: params.payout,
        status: 'paid',
        amount: eur(5000),
        fee: eur(0),
        net: eur(5000),
        rail: 'manual',
        created_at: '2026-10-05T06:00:00Z',
        paid_at: '2026-10-05T09:00:00Z',
        commissions: 0,
        lines: [],
        timeline: [],
      }),
    ),
    http.get('*/payouts/:payout/proof', ({ params }) => {
      asked = String(params.payout);
      return HttpResponse.text('{"type":"root"}\n', { headers: { 'Content-Type': 'application/x-ndjson' } });
    }),
  );
  URL.createObjectURL = () => 'blob:proof';
  const { user } = open(`${programHome}/payouts?id=pay_1`);
  await user.click(await screen.findByRole('button', { name: 'Download the proof' }));
  await waitFor(() => expect(asked).toBe('pay_1'));
});

test('whom a manager leaves out of a run waits for the next', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/payout-batches', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ data: batches.slice(0, 2) }, { status: 201 });
    }),
    http.post('*/payout-batches/preview', () =>
      HttpResponse.json({
        ...runPreview,
        data: runPreview.data.map((line) => ({ ...line, waits: undefined })),
      }),
    ),
  );
  const { user } = open(`${managerHome}/payouts`);
  await user.click((await screen.findAllByRole('button', { name: 'Plan a payout run' }))[0] as HTMLElement);
  const dialog = await screen.findByRole('dialog', { name: 'Plan a payout run' });
  const [first] = await within(dialog).findAllByRole('checkbox');
  await user.click(first as HTMLElement);
  await user.click(within(dialog).getByRole('button', { name: 'Reserve and review' }));
  await waitFor(() => expect(sent).toEqual([{ except: [runPreview.data[0]?.partner.id] }]));
});

const trusted = http.post('*/api/auth/reauthenticate', () => HttpResponse.json(session));

test('a partner withdraws what is available, with the password', async () => {
  let asked = 0;
  server.use(
    trusted,
    http.post('*/withdrawals', () => {
      asked++;
      return HttpResponse.json({}, { status: 201 });
    }),
  );
  const { user } = open(`${programHome}/payouts`);
  await user.click(await screen.findByRole('button', { name: 'Withdraw' }));
  const dialog = await screen.findByRole('dialog', { name: 'Withdraw €1,843.00?' });
  expect(within(dialog).getByText(/The program approves it first/)).toBeVisible();
  await user.type(within(dialog).getByLabelText('Your password'), 'a long enough password');
  await user.click(within(dialog).getByRole('button', { name: 'Withdraw' }));
  await waitFor(() => expect(asked).toBe(1));
});

test('what keeps a partner from withdrawing is said', async () => {
  server.use(
    http.get('*/payout-options', () => HttpResponse.json({ ...options, blocked: 'method_on_hold' })),
  );
  open(`${programHome}/payouts`);
  expect(await screen.findByText(/it can be used 72 hours after that/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Withdraw' })).not.toBeInTheDocument();
});

test('each payout method tells what it costs, and asks for its own account', async () => {
  const sent: unknown[] = [];
  server.use(
    trusted,
    http.put('*/payout-method', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(method);
    }),
  );
  const { user } = open(`${programHome}/payouts`);
  await user.click(await screen.findByRole('button', { name: 'Change' }));
  const dialog = await screen.findByRole('dialog', { name: 'Payout method' });
  expect(within(dialog).getByText(/€0.25 plus 2% of each payout, at most €20.00/)).toBeVisible();
  await user.click(within(dialog).getByRole('radio', { name: /PayPal/ }));
  await user.type(within(dialog).getByLabelText('Account holder'), 'Maya Kovač');
  await user.type(within(dialog).getByLabelText('E-mail address of the account'), 'maya@kovac.example');
  await user.type(within(dialog).getByLabelText('Your password'), 'a long enough password');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(sent).toEqual([{ rail: 'paypal', holder: 'Maya Kovač', email: 'maya@kovac.example' }]),
  );
});

test('a withdrawal is approved with the password, and declined with a reason', async () => {
  asManager();
  const done: string[] = [];
  server.use(
    trusted,
    http.post('*/withdrawals/:payout/approve', ({ params }) => {
      done.push(`approved ${params.payout}`);
      return HttpResponse.json({});
    }),
    http.post('*/withdrawals/:payout/decline', async ({ request }) => {
      done.push(JSON.stringify(await request.json()));
      return HttpResponse.json({});
    }),
  );
  const { user } = open(`${managerHome}/payouts?status=withdrawals`);
  await user.click(await screen.findByRole('button', { name: 'Approve' }));
  expect(screen.getByText('Found on the bank statement')).toBeVisible();
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText('€509.60 is released by PayPal.')).toBeVisible();
  await user.type(within(dialog).getByLabelText('Your password'), 'right');
  await user.click(within(dialog).getByRole('button', { name: 'Approve' }));
  await waitFor(() => expect(done).toEqual(['approved pay_w_1']));
  await user.click(await screen.findByRole('button', { name: 'Decline' }));
  const other = await screen.findByRole('dialog', { name: /Decline/ });
  await user.type(within(other).getByRole('textbox'), 'Wait for the run');
  await user.click(within(other).getByRole('button', { name: 'Decline' }));
  await waitFor(() => expect(done[1]).toBe('{"reason":"Wait for the run"}'));
});

test('an unknown outcome is resolved with evidence, and what failed is paid anew', async () => {
  asManager();
  const done: unknown[] = [];
  server.use(
    trusted,
    http.post('*/payout-exceptions/:payout/resolve', async ({ request }) => {
      done.push(await request.json());
      return HttpResponse.json({});
    }),
    http.post('*/payout-exceptions/:payout/retry', ({ params }) => {
      done.push(params.payout);
      return HttpResponse.json({}, { status: 201 });
    }),
  );
  const { user } = open(`${managerHome}/payouts?status=exceptions`);
  await user.click(await screen.findByRole('button', { name: 'Resolve' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByLabelText('It was paid'));
  await user.type(within(dialog).getByLabelText('What you found there'), 'PP-4711');
  await user.type(within(dialog).getByLabelText('Your password'), 'right');
  await user.click(within(dialog).getByRole('button', { name: 'Resolve' }));
  await waitFor(() => expect(done).toEqual([{ paid: true, evidence: 'PP-4711' }]));
  await user.click(await screen.findByRole('button', { name: 'Pay anew' }));
  const other = await screen.findByRole('dialog', { name: /anew/ });
  await user.click(within(other).getByRole('button', { name: 'Pay anew' }));
  await waitFor(() => expect(done[1]).toBe('pay_x_2'));
});

test('the schedule, the methods and their fees are saved together', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.put('*/payout-settings', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(payoutSettings);
    }),
  );
  const { user } = open(`${managerHome}/payouts?status=settings`);
  await user.selectOptions(await screen.findByLabelText('When runs are planned'), 'weekly');
  await user.selectOptions(screen.getByLabelText('Weekday'), '5');
  const least = screen.getByLabelText('Minimum payout');
  await user.clear(least);
  await user.type(least, '50');
  await user.click(screen.getByLabelText('SEPA transfer'));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(sent).toMatchObject([
      { schedule: 'weekly', weekday: 5, minimum: 5000, rails: ['manual', 'paypal', 'sepa'] },
    ]),
  );
});
