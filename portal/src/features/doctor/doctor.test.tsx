import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';
import { readPasted } from './pasted';

test('what was pasted is told apart', () => {
  expect(readPasted(' https://x.test/postback?a=1 ')).toEqual({ url: 'https://x.test/postback?a=1' });
  expect(readPasted('{"amount":{"amount":100,"currency":"EUR"}}')).toEqual({
    report: { amount: { amount: 100, currency: 'EUR' } },
  });
  expect(readPasted('{"amount":19.9,"click_id":"c","x":null}')).toEqual({
    fields: { amount: '19.9', click_id: 'c' },
  });
  expect(readPasted('{"amount":')).toEqual({ url: '{"amount":' });
});

test('each finding is shown with what to do', async () => {
  asManager();
  const asked: unknown[] = [];
  server.use(
    http.post('*/doctor/check', async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json({
        worst: 'error',
        verdict: 'rejected',
        reason: 'macro_not_replaced',
        status: 200,
        lines: [{ name: 'cid', value: '{click_id}', read_as: 'click_id' }],
        findings: [
          {
            code: 'macro_not_replaced',
            severity: 'error',
            field: 'cid',
            message: 'The value is a macro that was not replaced.',
            fix: 'Use the macro of the system that calls.',
          },
        ],
        commissions: [],
        steps: [],
      });
    }),
  );
  const { user } = open(`${managerHome}/doctor`);
  await user.click(await screen.findByLabelText(/Address or report/));
  await user.paste('https://x.test/postback?cid={click_id}');
  await user.click(screen.getByRole('button', { name: 'Examine' }));
  const findings = within(await screen.findByRole('list', { name: 'Findings' }));
  expect(findings.getByText('Wrong')).toBeVisible();
  expect(findings.getByText('Use the macro of the system that calls.')).toBeVisible();
  expect(screen.getByText('read as click_id')).toBeVisible();
  expect(asked).toEqual([{ url: 'https://x.test/postback?cid={click_id}' }]);
});

test('the test run shows how far it came', async () => {
  asManager();
  const { user } = open(`${managerHome}/doctor`);
  await user.click(await screen.findByRole('button', { name: 'Run the test' }));
  expect(await screen.findByText('It works, from the click to the commission.')).toBeVisible();
  expect(screen.getByText('Nothing was kept: no conversion, no money, no count.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open your shop as this test visitor' })).toHaveAttribute(
    'href',
    expect.stringContaining('https://northwind.example/?click_id='),
  );
});

test('what comes in is shown with its verdict, and what could not be read with the reason', async () => {
  asManager();
  open(`${managerHome}/doctor`);
  const table = within(await screen.findByRole('table', { name: 'Coming in' }));
  expect(table.getByText('Not read')).toBeVisible();
  expect(table.getByText('amount is no amount')).toBeVisible();
  expect(table.getByText(/^The test came through/)).toBeVisible();
});

test('the keys are handed out after the password', async () => {
  asManager();
  const asked: unknown[] = [];
  server.use(
    http.post('*/api/auth/reauthenticate', async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json({});
    }),
    http.post('*/click-keys', () => {
      asked.push('keys');
      return HttpResponse.json({ program: 'prg_1', keys: [] });
    }),
  );
  URL.createObjectURL = () => 'blob:keys';
  const { user } = open(`${managerHome}/doctor`);
  await user.click(await screen.findByRole('button', { name: 'Download the keys' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Download the keys' }));
  await user.type(dialog.getByLabelText(/password/i, { selector: 'input' }), 'secret');
  await user.click(dialog.getByRole('button', { name: 'Download the keys' }));
  await waitFor(() => expect(asked).toEqual([{ password: 'secret' }, 'keys']));
});
