import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';

test('the account to pay from is changed with the password, and keeps its IBAN', async () => {
  asManager();
  const sent: Record<string, unknown>[] = [];
  server.use(
    http.put('*/bank-account', async ({ request }) => {
      sent.push((await request.json()) as Record<string, unknown>);
      return HttpResponse.json({});
    }),
  );
  const { user } = open(`${managerHome}/settings/bank`);
  expect(await screen.findByPlaceholderText('DE •••• 3000')).toHaveValue('');
  const town = screen.getByLabelText('Town');
  await user.clear(town);
  await user.type(town, 'Hamburg');
  await user.click(screen.getByRole('switch', { name: /pain\.001\.001\.03/ }));
  await user.type(screen.getByLabelText('Your password'), 'secret');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ name: 'Fernhill GmbH', town: 'Hamburg', older: true });
  expect(sent[0]).not.toHaveProperty('iban');
});
