import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import type { ManagerAuditEntry } from '../../api';
import { page } from '../../mocks/handlers';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';

const entry: ManagerAuditEntry = {
  at: '2026-11-21T10:00:00Z',
  actor: { id: 'usr_1', kind: 'person', name: 'Bea Boss' },
  action: 'program.change',
  resource: 'prg_1',
  changes: [{ field: 'holdback_days', before: '30', after: '45' }],
};

test('the audit log shows who changed what, from what to what, and is filtered', async () => {
  const asked: string[] = [];
  asManager();
  server.use(
    http.get('*/api/m/:program/team', () =>
      HttpResponse.json({ members: [], invitations: [], approvers: 1 }),
    ),
    http.get('*/api/m/:program/audit', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('about') ?? '');
      return HttpResponse.json(page([entry]));
    }),
  );
  const { user } = open(`${managerHome}/audit`);
  const log = await screen.findByRole('table', { name: 'Audit log' });
  expect(within(log).getByText('Program: change')).toBeVisible();
  expect(within(log).getByText('30').tagName).toBe('DEL');
  expect(within(log).getByText('45').tagName).toBe('INS');
  await user.type(screen.getByLabelText('Id contains'), 'p');
  await waitFor(() => expect(asked).toContain('p'));
  expect(screen.getByRole('link', { name: 'CSV' })).toHaveAttribute(
    'href',
    expect.stringContaining('about=p'),
  );
});
