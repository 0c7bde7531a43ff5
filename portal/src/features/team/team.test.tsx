import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { afterEach, expect, test } from 'vitest';
import { session } from '../../mocks/fixtures';
import { problem } from '../../mocks/handlers';
import { invitation } from '../../mocks/teamHandlers';
import { open, partnerHome, programHome, signedOut } from '../../test/open';
import { server } from '../../test/server';

const asUser = () =>
  server.use(
    http.get('*/api/auth/session', () =>
      HttpResponse.json({ ...session, partners: session.partners.map((one) => ({ ...one, role: 'user' })) }),
    ),
  );
const invited = (as: object) =>
  server.use(http.post('*/api/auth/invitations/look', () => HttpResponse.json({ ...invitation, ...as })));

afterEach(() => {
  window.location.hash = '';
  sessionStorage.clear();
});

test('an admin sees the team and invites somebody', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post('*/team/invitations', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({}, { status: 201 });
    }),
  );
  const { user } = open(`${partnerHome}/team`);
  const team = await screen.findByRole('table', { name: 'Team' });
  expect(within(team).getByText('Maya Kovač (you)')).toBeVisible();
  expect(within(team).getByText('Not yet')).toBeVisible();
  expect(screen.getByText('nina@bean.test')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Invite' }));
  await user.type(await screen.findByLabelText('E-mail'), 'ole@bean.test');
  await user.click(screen.getByRole('radio', { name: 'Admin' }));
  await user.click(screen.getByRole('button', { name: 'Send the invitation' }));
  await waitFor(() => expect(sent).toEqual([{ email: 'ole@bean.test', role: 'admin' }]));
});

test('the last admin is told why they cannot leave', async () => {
  server.use(
    http.post('*/team/leave', () => problem(409, 'team.last_admin', 'An organisation needs an admin.')),
  );
  const { user } = open(`${partnerHome}/team`);
  await user.click(await screen.findByRole('button', { name: 'Leave the team: Maya Kovač' }));
  await user.click(await screen.findByRole('button', { name: 'Leave the team' }));
  expect(await screen.findByText('An organisation needs an admin.')).toBeVisible();
});

test('a user who follows a link to a page of admins is told so', async () => {
  asUser();
  for (const page of [
    `${partnerHome}/team`,
    `${programHome}/payouts`,
    `${programHome}/invoices`,
    `${programHome}/postback`,
  ]) {
    open(page);
    expect(
      (await screen.findAllByRole('heading', { name: 'Only admins come in here' })).length,
    ).toBeGreaterThan(0);
    document.body.innerHTML = '';
  }
});

test('somebody without account makes one and joins', async () => {
  signedOut();
  const sent: unknown[] = [];
  server.use(
    http.post('*/api/auth/invitations/accept', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ partner_id: session.partners[0]?.id });
    }),
  );
  window.location.hash = '#token=abc';
  const { user, router } = open('/join');
  expect(await screen.findByRole('heading', { name: 'Join Bean & Book' })).toBeVisible();
  await user.type(screen.getByLabelText('Your name'), 'Nina');
  await user.type(screen.getByLabelText('Choose a password'), 'a short sentence works');
  server.use(http.get('*/api/auth/session', () => HttpResponse.json(session)));
  await user.click(screen.getByRole('button', { name: 'Make the account and join' }));
  await waitFor(() =>
    expect(sent).toEqual([{ token: 'abc', name: 'Nina', password: 'a short sentence works' }]),
  );
  await waitFor(() => expect(router.state.location.pathname).toBe(partnerHome));
});

test('somebody with an account signs in first, and another account is not taken', async () => {
  signedOut();
  invited({ account: true });
  const { user, router } = open('/join');
  await user.click(await screen.findByRole('button', { name: 'Sign in to accept' }));
  await waitFor(() => expect(router.state.location.search).toEqual({ next: '/join' }));
  document.body.innerHTML = '';
  invited({ account: true, other: 'eve@bean.test' });
  open('/join');
  expect(await screen.findByText(/You are signed in as eve@bean.test/)).toBeVisible();
});

test('an invitation that is over says so', async () => {
  signedOut();
  server.use(
    http.post('*/api/auth/invitations/look', () => problem(410, 'invitation.spent', 'It was used already.')),
  );
  open('/join');
  expect(await screen.findByRole('heading', { name: 'This invitation does not work' })).toBeVisible();
});
