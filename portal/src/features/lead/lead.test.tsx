import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { session } from '../../mocks/fixtures';
import { open, programHome } from '../../test/open';
import { server } from '../../test/server';

/** The program works with leads, in their words if they are its style. */
const withLeads = (summary_style: 'affiliate' | 'leads' = 'affiliate') =>
  server.use(
    http.get('*/api/auth/session', () =>
      HttpResponse.json({
        ...session,
        partners: session.partners.map((one) => ({
          ...one,
          programs: one.programs.map((program) => ({
            ...program,
            summary_style,
            features: { ...program.features, leads: true },
          })),
        })),
      }),
    ),
  );

test('a partner names a lead from anywhere, with what the program asks', async () => {
  withLeads();
  const sent: unknown[] = [];
  server.use(
    http.post('*/leads', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({}, { status: 201 });
    }),
  );
  const { user } = open(`${programHome}/leads#new`);
  const dialog = await screen.findByRole('dialog');
  await user.type(await within(dialog).findByLabelText('Name'), 'Ada Ash');
  await user.type(within(dialog).getByLabelText('E-mail'), 'ada@ash.test');
  await user.selectOptions(within(dialog).getByLabelText('How many people?'), '11–50');
  await user.click(within(dialog).getByRole('button', { name: /Send|Submit/ }));
  await waitFor(() =>
    expect(sent).toEqual([{ name: 'Ada Ash', email: 'ada@ash.test', answers: { size: '11–50' } }]),
  );
});

test('leads are listed, filtered in the table, and opened', async () => {
  withLeads();
  const asked: string[] = [];
  server.use(
    http.get('*/api/p/:partner/programs/:program/leads', ({ request }) => {
      asked.push(new URL(request.url).search);
      return undefined;
    }),
  );
  const { user } = open(`${programHome}/leads`);
  expect(await screen.findByText('Hanna Fern')).toBeVisible();
  await user.click(screen.getByRole('radio', { name: 'Won' }));
  await waitFor(() => expect(asked.at(-1)).toContain('status=won'));
  await user.click(await screen.findByRole('link', { name: /Hanna Fern/ }));
  expect(await within(await screen.findByRole('dialog')).findByText('L-7K2M9QXA')).toBeVisible();
});

test('the overview in the style for leads lists the latest leads', async () => {
  withLeads('leads');
  open(programHome);
  expect(await screen.findByText('Hanna Fern', {}, { timeout: 8_000 })).toBeVisible();
  expect(screen.getByRole('link', { name: 'New lead' })).toHaveAttribute('href', `${programHome}/leads#new`);
});

test('customers lead to a new lead, and quick actions too', async () => {
  withLeads();
  const { user } = open(`${programHome}/customers`);
  expect(await screen.findByRole('link', { name: 'Submit a referral' })).toHaveAttribute(
    'href',
    `${programHome}/leads#new`,
  );
  await user.click(screen.getByRole('button', { name: 'Create' }));
  expect(await screen.findByRole('menuitem', { name: /lead/i })).toBeVisible();
});
