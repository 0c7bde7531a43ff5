import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import type { ManagerStaffTeam } from '../../api';
import { managerSession, partnerId, programId, session } from '../../mocks/fixtures';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';

const team: ManagerStaffTeam = {
  members: [
    {
      id: 'usr_1',
      name: 'Bea Boss',
      email: 'bea@acme.test',
      role: 'owner',
      joined_at: '2026-01-01T00:00:00Z',
      you: true,
    },
    {
      id: 'usr_2',
      name: 'Finn Fee',
      email: 'finn@acme.test',
      role: 'finance',
      joined_at: '2026-02-01T00:00:00Z',
      you: false,
    },
  ],
  invitations: [
    {
      id: 'ivt_1',
      email: 'vi@acme.test',
      role: 'viewer',
      status: 'open',
      sent_at: '2026-11-20T10:00:00Z',
      expires_at: '2026-11-27T10:00:00Z',
    },
  ],
  approvers: 2,
};

const as = (role: 'owner' | 'viewer') => {
  asManager();
  server.use(
    http.get('*/api/m/:program/team', () => HttpResponse.json(team)),
    http.get('*/api/auth/session', () =>
      HttpResponse.json({
        ...managerSession,
        programs: managerSession.programs.map((one) => ({ ...one, role })),
      }),
    ),
  );
};

test('an owner invites, and changes a role', async () => {
  as('owner');
  const sent: unknown[] = [];
  server.use(
    http.post('*/team/invitations', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({}, { status: 201 });
    }),
    http.patch('*/team/members/:member', async ({ request, params }) => {
      sent.push({ ...((await request.json()) as object), of: params.member });
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = open(`${managerHome}/team`);
  expect(await screen.findByText(/2 people may approve payouts/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Invite' }));
  await user.type(await screen.findByLabelText('E-mail'), 'new@acme.test');
  await user.click(screen.getByRole('radio', { name: 'Manager' }));
  await user.click(screen.getByRole('button', { name: 'Send the invitation' }));
  await waitFor(() => expect(sent).toEqual([{ email: 'new@acme.test', role: 'manager' }]));
  await user.click(screen.getByRole('button', { name: 'Change role: Finn Fee' }));
  const dialog = await screen.findByRole('dialog', { name: 'Role of Finn Fee' });
  await user.click(within(dialog).getByRole('radio', { name: 'Viewer' }));
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toContainEqual({ role: 'viewer', of: 'usr_2' }));
});

test('others see the team and change nothing', async () => {
  as('viewer');
  open(`${managerHome}/team`);
  expect(await screen.findByText('Finn Fee')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Invite' })).toBeNull();
  expect(screen.queryByRole('button', { name: /Change role/ })).toBeNull();
});

test('a manager who looks with a partner’s eyes is told so, and finds the way out', async () => {
  let ended = false;
  const viewed = {
    ...managerSession,
    partners: session.partners.map((one) => ({
      ...one,
      role: 'user',
      viewing: { program_id: programId, until: '2026-11-22T10:00:00Z' },
    })),
  };
  server.use(
    http.get('*/api/auth/session', () => HttpResponse.json(ended ? managerSession : viewed)),
    http.delete('*/api/auth/view', () => {
      ended = true;
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user, router } = open(`/p/${partnerId}/${programId}`);
  expect(
    await screen.findByText(`You see what ${session.partners[0]?.name} sees`, { exact: false }),
  ).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Back to your program' }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`${managerHome}/partners`));
});
