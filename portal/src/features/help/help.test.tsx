import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { ticket } from '../../mocks/helpHandlers';
import { asManager, managerHome, open, programHome, signedOut } from '../../test/open';
import { server } from '../../test/server';

test('the help is searched, the program’s own answers first', async () => {
  const { user } = open('/help');
  const search = await screen.findByRole('textbox', { name: 'Search the help' });
  expect(await screen.findByText('May I bid on your name?')).toBeVisible();
  expect(screen.getByText('When am I paid?')).toBeVisible();
  await user.type(search, 'sub-ids');
  expect(screen.queryByText('When am I paid?')).not.toBeInTheDocument();
  expect(screen.getByText('What are sub-ids for?')).toBeVisible();
  await user.clear(search);
  await user.type(search, 'zebra');
  expect(screen.getByText(/^Nothing found\. Try/)).toBeVisible();
});

test('before sign-in the help is there, and the sign-in page leads to it', async () => {
  signedOut();
  const { user } = open('/sign-in');
  await user.click(await screen.findByRole('link', { name: 'Help' }));
  expect(await screen.findByRole('heading', { name: 'Help', level: 1 })).toBeVisible();
  expect(screen.getByText('I cannot sign in. What can I do?')).toBeVisible();
});

test('who asks is offered what the help knows, then gets a number', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post('*/tickets', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(ticket, { status: 201 });
    }),
  );
  const { user } = open(`${programHome}/questions#new`);
  const form = within(await screen.findByRole('dialog', { name: 'Ask a question' }));
  await user.type(form.getByLabelText('Subject'), 'When am I paid?');
  expect(await form.findByRole('list', { name: 'Does this answer it?' })).toHaveTextContent(
    'When am I paid?',
  );
  await user.type(form.getByLabelText('Your question'), 'My March payout is late.');
  await user.click(form.getByRole('button', { name: 'Send' }));
  expect(await screen.findByText(/Your question T-01JD0ASK was sent/)).toBeVisible();
  expect(sent).toEqual([{ subject: 'When am I paid?', text: 'My March payout is late.' }]);
});

test('a question shows what was written, and is written back to', async () => {
  const { user } = open(`${programHome}/questions?id=${ticket.id}`);
  const messages = await screen.findByRole('list', { name: 'Messages' });
  expect(messages).toHaveTextContent('No, please leave the name to us.');
  await user.type(screen.getByLabelText('Write back'), 'Thanks');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(screen.getByLabelText('Write back')).toHaveValue(''));
});

test('those who run the program answer and close', async () => {
  asManager();
  const { user } = open(`${managerHome}/questions`);
  await user.click(await screen.findByRole('link', { name: /May I bid on your name/ }));
  await user.type(await screen.findByLabelText('Your answer'), 'No.');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(screen.getByLabelText('Your answer')).toHaveValue(''));
  await user.click(screen.getByRole('button', { name: 'Close the question' }));
});
