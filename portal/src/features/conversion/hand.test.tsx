import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';

test('a manager adds a sale by hand', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/api/m/:program/conversions', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ id: 'cnv_1', verdict: 'accepted', commissions: [] }, { status: 201 });
    }),
  );
  const { user } = open(`${managerHome}/conversions`);
  await user.click(await screen.findByRole('button', { name: 'Add by hand' }));
  const form = within(await screen.findByRole('dialog', { name: 'Add by hand' }));
  await user.type(form.getByLabelText('Order'), 'PHONE-1');
  await user.type(form.getByLabelText('Code used'), 'MAYA10');
  await user.type(form.getByLabelText(/Amount in/), '49.90');
  await user.type(form.getByLabelText(/Why it is added/), 'Ordered by phone');
  await user.click(form.getByRole('button', { name: 'Add by hand' }));
  await waitFor(() =>
    expect(sent).toMatchObject([
      {
        kind: 'sale',
        order_id: 'PHONE-1',
        coupon_code: 'MAYA10',
        amount: { amount: 4_990 },
        reason: 'Ordered by phone',
      },
    ]),
  );
});
