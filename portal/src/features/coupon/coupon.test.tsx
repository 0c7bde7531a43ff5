import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { managerCoupons } from '../../mocks/managed';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';

test('a manager gives a partner a code that pays a share of its own', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/coupons', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(managerCoupons[0], { status: 201 });
    }),
  );
  const { user } = open(`${managerHome}/coupons`);
  expect(await screen.findByRole('table')).toHaveTextContent('MAYA10');
  await user.click(screen.getByRole('button', { name: 'Give a code' }));
  const form = await screen.findByRole('dialog', { name: 'Give a code' });
  await user.type(within(form).getByLabelText('Code'), 'kovac10');
  await user.selectOptions(await within(form).findByLabelText('Partner'), 'Kovač Media');
  await user.click(within(form).getByRole('radio', { name: 'Percent' }));
  await user.type(within(form).getByLabelText('Percent of the sale'), '15');
  await user.click(within(form).getByRole('button', { name: 'Give a code' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ code: 'KOVAC10', reward: { basis_points: 1500 } });
});

test('a code is switched off at the version that was seen', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.patch('*/coupons/:code', async ({ request, params }) => {
      sent.push([params.code, await request.json()]);
      return HttpResponse.json({ ...managerCoupons[0], status: 'disabled', version: 3 });
    }),
  );
  const { user } = open(`${managerHome}/coupons?id=MAYA10`);
  await user.click(await screen.findByRole('switch', { name: /Code earns/ }));
  await waitFor(() => expect(sent).toEqual([['MAYA10', { version: 2, active: false }]]));
  expect(await screen.findByText('The code is changed.')).toBeVisible();
});

test('a taken code is told at its field or above the button', async () => {
  asManager();
  server.use(
    http.post('*/coupons', () =>
      HttpResponse.json(
        {
          type: 'about:blank',
          status: 409,
          code: 'coupon.taken',
          title: 'Conflict',
          detail: 'The program has this code already.',
          request_id: 'r',
        },
        { status: 409, headers: { 'content-type': 'application/problem+json' } },
      ),
    ),
  );
  const { user } = open(`${managerHome}/coupons`);
  await screen.findByRole('table');
  await user.click(screen.getByRole('button', { name: 'Give a code' }));
  const form = await screen.findByRole('dialog', { name: 'Give a code' });
  await user.type(within(form).getByLabelText('Code'), 'maya10');
  await user.selectOptions(await within(form).findByLabelText('Partner'), 'Kovač Media');
  await user.click(within(form).getByRole('button', { name: 'Give a code' }));
  expect(await within(form).findByText('The program has this code already.')).toBeVisible();
});
