import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { organisation } from '../../mocks/teamHandlers';
import { open, partnerHome } from '../../test/open';
import { server } from '../../test/server';

const puts = (path: string, answer: () => Response) => {
  const sent: unknown[] = [];
  server.use(
    http.put(path, async ({ request }) => {
      sent.push(await request.json());
      return answer();
    }),
  );
  return sent;
};

test('an admin changes what the organisation says of itself', async () => {
  const sent = puts('*/organisation', () => HttpResponse.json(organisation));
  const { user } = open(`${partnerHome}/organisation`);
  const country = await screen.findByLabelText('Country');
  await user.clear(country);
  await user.type(country, 'at');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(sent).toEqual([
      {
        name: 'Bean & Book',
        website: 'https://bean.test',
        country: 'AT',
        address: 'Road 1\n10000 Zagreb',
        description: 'Reviews of coffee.',
      },
    ]),
  );
});

test('a refused field is told at the field, and what was typed stays', async () => {
  puts('*/organisation', () =>
    HttpResponse.json(
      {
        type: 'about:blank',
        status: 422,
        code: 'partner.invalid',
        title: 'Invalid',
        detail: 'Invalid',
        request_id: 'r',
        errors: [{ location: 'body.website', message: 'must be a web address' }],
      },
      { status: 422, headers: { 'content-type': 'application/problem+json' } },
    ),
  );
  const { user } = open(`${partnerHome}/organisation`);
  await user.type(await screen.findByLabelText('What you do'), ' And tea.');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('must be a web address')).toBeVisible();
  expect(screen.getByLabelText('What you do')).toHaveValue('Reviews of coffee. And tea.');
});

test('a picture becomes the logo', async () => {
  const sent = puts('*/organisation/logo', () => HttpResponse.json(organisation));
  const { user } = open(`${partnerHome}/organisation`);
  await screen.findByRole('button', { name: 'Choose a picture' });
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('no way to choose a file');
  await user.upload(input, new File(['PNG'], 'logo.png', { type: 'image/png' }));
  await waitFor(() => expect(sent).toEqual([{ image: btoa('PNG') }]));
});
