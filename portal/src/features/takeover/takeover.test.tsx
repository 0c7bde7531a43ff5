import { screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';

test('files of another product are tried, then brought in part by part and compared', async () => {
  asManager();
  const sent: { verb: string; from: number; source: string; names: string[] }[] = [];
  const take = async (verb: string, request: Request) => {
    const body = (await request.json()) as { from: number; source: string; files: { name: string }[] };
    sent.push({ verb, from: body.from, source: body.source, names: body.files.map((file) => file.name) });
    const last = body.from > 0;
    return HttpResponse.json({
      done: last ? 2 : 1,
      rows: 2,
      results: [
        last
          ? {
              file: 'commissions.csv',
              line: 2,
              kind: 'commissions',
              id: 'com_9',
              outcome: 'refused',
              why: 'bad_currency',
              about: 'USD',
            }
          : { file: 'affiliates.csv', line: 2, kind: 'partners', id: 'aff_1', outcome: 'added' },
      ],
      sums: last
        ? [
            {
              ref: 'aff_1',
              name: 'Anna Weber',
              status: 'paid',
              count: 3,
              file: { amount: 1755, currency: 'EUR' },
              here: { amount: verb === 'try' ? 0 : 1755, currency: 'EUR' },
            },
          ]
        : [],
    });
  };
  server.use(
    http.post('*/imports/preview', ({ request }) => take('try', request)),
    http.post('*/imports', ({ request }) => take('bring', request)),
  );
  const { user } = open(`${managerHome}/settings/import`);
  await screen.findByRole('button', { name: 'Choose files' });
  const input = document.querySelector('input[type=file]') as HTMLInputElement;
  await user.upload(input, [
    new File(['id,email\naff_1,anna@blog.example\n'], 'affiliates.csv', { type: 'text/csv' }),
    new File(['id,affiliate_id,amount,created_at\n'], 'commissions.csv', { type: 'text/csv' }),
  ]);
  expect(await screen.findByRole('list', { name: 'Files' })).toHaveTextContent('commissions.csv');
  await user.click(screen.getByRole('button', { name: 'Dry run' }));
  const tried = await screen.findByRole('region', { name: 'This is what would happen' });
  expect(screen.getByText('The program is in another currency. · USD')).toBeVisible();
  await user.click(within(tried).getByRole('button', { name: 'Bring 2 rows in' }));
  expect(await screen.findByText('Every sum here is what the files say, to the cent.')).toBeVisible();
  expect(sent).toEqual(
    ['try', 'bring'].flatMap((verb) =>
      [0, 1].map((from) => ({
        verb,
        from,
        source: 'rewardful',
        names: ['affiliates.csv', 'commissions.csv'],
      })),
    ),
  );
});
