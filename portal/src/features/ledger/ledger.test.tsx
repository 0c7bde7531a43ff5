import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';

const day = {
  day: '2026-11-20',
  root: 'ab'.repeat(32),
  previous: '00'.repeat(32),
  accounts: 12,
  audit_entries: 34,
  key: 'cd'.repeat(32),
  signed_at: '2026-11-21T01:00:00Z',
};

test('the signed days are listed, with the book and its key to take away', async () => {
  asManager();
  server.use(http.get('*/ledger/days', () => HttpResponse.json({ data: [day], next: '' })));
  open(`${managerHome}/ledger`);
  expect(await screen.findByText('2026-11-20')).toBeVisible();
  expect(screen.getByRole('link', { name: 'The book' })).toHaveAttribute(
    'href',
    expect.stringContaining('/ledger/export.ndjson'),
  );
  expect(screen.getByText(/trib verify --key/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Workbook (XLSX)' })).toHaveAttribute(
    'href',
    expect.stringContaining('/documents/accounts/accounts.xlsx'),
  );
});

test('before the first night the page says when the book is signed', async () => {
  asManager();
  server.use(http.get('*/ledger/days', () => HttpResponse.json({ data: [], next: '' })));
  open(`${managerHome}/ledger`);
  expect(await screen.findByText('Nothing is signed yet')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Commissions (CSV)' })).toBeVisible();
});
