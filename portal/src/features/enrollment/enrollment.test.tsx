import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { otherProgramId } from '../../mocks/fixtures';
import { problem } from '../../mocks/handlers';
import { asManager, managerHome, open, partnerHome, signedOut } from '../../test/open';
import { server } from '../../test/server';

test('applying shows the terms and sends what was typed', async () => {
  signedOut();
  const sent: unknown[] = [];
  server.use(
    http.post('*/applications', async ({ request }) => {
      sent.push(await request.json());
      return new HttpResponse(null, { status: 202 });
    }),
  );
  const { user } = open('/apply/northwind');
  expect(await screen.findByText('30%')).toBeVisible();
  await user.type(screen.getByLabelText('Your name or company'), 'Jonas Ek');
  await user.type(screen.getByLabelText('E-mail'), 'jonas@ek.test');
  await user.click(screen.getByRole('button', { name: 'Apply' }));
  expect(await screen.findByRole('heading', { name: 'Thank you' })).toBeVisible();
  expect(sent).toEqual([{ name: 'Jonas Ek', email: 'jonas@ek.test' }]);
});

test('an invitation goes along with the application', async () => {
  signedOut();
  const sent: unknown[] = [];
  server.use(
    http.post('*/applications', async ({ request }) => {
      sent.push(await request.json());
      return new HttpResponse(null, { status: 202 });
    }),
  );
  const { user } = open('/apply/northwind?by=p1k2x3y4z5a6b7');
  await user.type(await screen.findByLabelText('Your name or company'), 'Jonas Ek');
  await user.type(screen.getByLabelText('E-mail'), 'jonas@ek.test');
  await user.click(screen.getByRole('button', { name: 'Apply' }));
  expect(await screen.findByRole('heading', { name: 'Thank you' })).toBeVisible();
  expect(sent).toEqual([{ name: 'Jonas Ek', email: 'jonas@ek.test', by: 'p1k2x3y4z5a6b7' }]);
});

test('a manager sees by whose invitation somebody applied', async () => {
  asManager();
  open(`${managerHome}/applications`);
  expect(await screen.findByText('Invited by Bean & Book')).toBeVisible();
});

test('a refused field is told at the field', async () => {
  signedOut();
  server.use(
    http.post('*/applications', () =>
      HttpResponse.json(
        {
          type: 'about:blank',
          status: 422,
          code: 'invalid',
          title: 'Invalid',
          detail: 'Invalid',
          request_id: 'r',
          errors: [{ location: 'body.email', message: 'is no address' }],
        },
        { status: 422, headers: { 'content-type': 'application/problem+json' } },
      ),
    ),
  );
  const { user } = open('/apply/northwind');
  await user.type(await screen.findByLabelText('Your name or company'), 'Jonas');
  await user.type(screen.getByLabelText('E-mail'), 'jonas@ek');
  await user.click(screen.getByRole('button', { name: 'Apply' }));
  expect(await screen.findByText('is no address')).toBeVisible();
});

test('a program that still looks at the application shows that and nothing else', async () => {
  open(`${partnerHome}/${otherProgramId}`);
  expect(
    await screen.findByRole('heading', { name: 'Halyard Sails is looking at your application' }),
  ).toBeVisible();
  const rail = screen.getByRole('navigation', { name: 'Main' });
  expect(within(rail).queryByRole('link', { name: 'Commissions' })).not.toBeInTheDocument();
});

test('an application is rejected only with a reason', async () => {
  asManager();
  const reasons: unknown[] = [];
  server.use(
    http.post('*/applications/reject', async ({ request }) => {
      reasons.push(await request.json());
      return HttpResponse.json({ data: [], done: 1, failed: 0 });
    }),
  );
  const { user } = open(`${managerHome}/applications`);
  const item = (await screen.findByRole('heading', { name: 'Slow Mornings' })).closest('li') as HTMLElement;
  await user.click(within(item).getByRole('button', { name: 'Reject' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByRole('button', { name: 'Reject' })).toBeDisabled();
  await user.type(within(dialog).getByLabelText(/Reason/), 'No audience for coffee.');
  await user.selectOptions(within(dialog).getByLabelText('May apply again'), 'After 90 days');
  await user.click(within(dialog).getByRole('button', { name: 'Reject' }));
  await waitFor(() =>
    expect(reasons).toEqual([{ partners: ['ptr_91'], reason: 'No audience for coffee.', reapply_days: 90 }]),
  );
});

test('an approval that fails is told with its request id', async () => {
  asManager();
  server.use(
    http.post('*/applications/:partner/approve', () =>
      problem(409, 'enrollment.state', 'Somebody decided it before you.'),
    ),
  );
  const { user } = open(`${managerHome}/applications`);
  await user.click((await screen.findAllByRole('button', { name: 'Approve' }))[0] as HTMLElement);
  expect(await screen.findByText('Somebody decided it before you.')).toBeVisible();
  expect(screen.getByText('req_01JDTEST')).toBeVisible();
});

test('without applications the page to share is at hand', async () => {
  asManager();
  server.use(
    http.get('*/applications', () => HttpResponse.json({ data: [], has_more: false, next_cursor: '' })),
  );
  open(`${managerHome}/applications`);
  expect(await screen.findByRole('heading', { name: 'No application waits' })).toBeVisible();
  expect(screen.getByLabelText('Page to apply')).toHaveValue('localhost:3000/apply/northwind');
});

test('several applications are approved at once', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/applications/approve', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ data: [], done: 2, failed: 0 });
    }),
  );
  const { user } = open(`${managerHome}/applications`);
  await user.click(await screen.findByLabelText('0 chosen'));
  await user.click(screen.getByRole('button', { name: 'Approve 2' }));
  expect(await screen.findByText(/Approved\. They get mails/)).toBeVisible();
  expect(sent).toEqual([{ partners: ['ptr_91', 'ptr_92'] }]);
});

test('the form asks its own questions', async () => {
  signedOut();
  const sent: unknown[] = [];
  server.use(
    http.get('*/application-form', () =>
      HttpResponse.json({
        plain: false,
        asks_country: true,
        questions: [
          {
            id: 'where',
            kind: 'choice',
            label: 'Where do you write?',
            required: true,
            choices: ['Blog', 'Radio'],
          },
          { id: 'terms', kind: 'checkbox', label: 'I never bid on your name', required: true, choices: [] },
        ],
      }),
    ),
    http.post('*/applications', async ({ request }) => {
      sent.push(await request.json());
      return new HttpResponse(null, { status: 202 });
    }),
  );
  const { user } = open('/apply/northwind?group=grp_press');
  await user.type(await screen.findByLabelText('Your name or company'), 'Jonas Ek');
  await user.type(screen.getByLabelText('E-mail'), 'jonas@ek.test');
  await user.selectOptions(await screen.findByLabelText('Where do you write?'), 'Blog');
  await user.selectOptions(screen.getByLabelText('Your country'), 'SE');
  await user.click(screen.getByLabelText('I never bid on your name'));
  await user.click(screen.getByRole('button', { name: 'Apply' }));
  expect(await screen.findByRole('heading', { name: 'Thank you' })).toBeVisible();
  expect(sent).toEqual([
    {
      name: 'Jonas Ek',
      email: 'jonas@ek.test',
      country: 'SE',
      group: 'grp_press',
      answers: { where: 'Blog', terms: 'yes' },
    },
  ]);
});

test('a manager builds the form', async () => {
  asManager();
  const sent: { questions: { label: string }[]; requirements: { allowed: string[] } }[] = [];
  server.use(
    http.put('*/application-form', async ({ request }) => {
      sent.push((await request.json()) as (typeof sent)[number]);
      return HttpResponse.json({});
    }),
  );
  const { user } = open(`${managerHome}/applications/form`);
  await user.click(await screen.findByRole('button', { name: 'Add a question' }));
  await user.type(screen.getByLabelText('Question 2'), 'Your channel');
  await user.type(screen.getByLabelText('Only from these countries'), 'de, at');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('The form is saved.')).toBeVisible();
  expect(sent[0]?.questions.map((one) => one.label)).toEqual(['How will you promote us?', 'Your channel']);
  expect(sent[0]?.requirements.allowed).toEqual(['DE', 'AT']);
});
