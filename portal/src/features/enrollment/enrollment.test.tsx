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
    http.post('*/applications/:partner/reject', async ({ request, params }) => {
      reasons.push([params.partner, await request.json()]);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = open(`${managerHome}/applications`);
  const item = (await screen.findByRole('heading', { name: 'Slow Mornings' })).closest('li') as HTMLElement;
  await user.click(within(item).getByRole('button', { name: 'Reject' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByRole('button', { name: 'Reject' })).toBeDisabled();
  await user.type(within(dialog).getByLabelText(/Reason/), 'No audience for coffee.');
  await user.click(within(dialog).getByRole('button', { name: 'Reject' }));
  await waitFor(() => expect(reasons).toEqual([['ptr_91', { reason: 'No audience for coffee.' }]]));
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
