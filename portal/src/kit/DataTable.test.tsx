import { act, fireEvent, screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test, vi } from 'vitest';
import { open, programHome } from '../test/open';
import { server } from '../test/server';
import { windowOf } from './useWindow';

const many = 5000;

/** Scrolls so far that the table's body begins that much above the screen's top. */
function scrollTo(y: number) {
  vi.spyOn(HTMLTableSectionElement.prototype, 'getBoundingClientRect').mockReturnValue(
    new DOMRect(0, -y, 800, many * 44),
  );
  act(() => void fireEvent.scroll(document));
}

const rows = () => within(screen.getByRole('table')).getAllByRole('row').slice(1);

test('of five thousand rows only those near what is seen are drawn, and the keyboard reaches them', async () => {
  const one = {
    first_known_at: '2026-03-10T09:00:00Z',
    signed_up: true,
    purchased: false,
    payments: 0,
    revenue: { amount: 0, currency: 'EUR' },
  };
  server.use(
    http.get('*/api/p/:partner/programs/:program/customers', () =>
      HttpResponse.json({
        data: Array.from({ length: many }, (_, n) => ({
          ...one,
          id: `cus_${n}`,
          customer: `${n}•••@shop.example`,
        })),
        has_more: false,
        next_cursor: '',
      }),
    ),
  );
  const { user } = open(`${programHome}/customers`);
  await screen.findByRole('table');
  expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', String(many + 1));
  expect(rows().length).toBeLessThanOrEqual(60);
  expect(rows()[0]).toHaveAttribute('aria-rowindex', '2');

  scrollTo(2500 * 44);
  expect(rows().length).toBeLessThanOrEqual(60);
  const seen = rows().map((row) => Number(row.getAttribute('aria-rowindex')) - 2);
  expect(seen).toContain(2500);
  expect(seen).toEqual(Array.from({ length: seen.length }, (_, n) => (seen[0] ?? 0) + n));

  const links = within(screen.getByRole('table')).getAllByRole('link');
  links[0]?.focus();
  await user.tab();
  expect(links[1]).toHaveFocus();

  scrollTo(many * 44);
  expect(rows().at(-1)).toHaveAttribute('aria-rowindex', String(many + 1));
});

test('the window covers every row once, and a short table draws all', () => {
  expect(windowOf(100, -4000, 44, 800)).toEqual({ from: 0, to: 100, above: 0, below: 0 });
  for (let top = 0; top > -many * 44; top -= 10_007) {
    const { from, to, above, below } = windowOf(many, top, 44, 800);
    expect(above + below + (to - from) * 44).toBe(many * 44);
    expect(from * 44).toBeLessThanOrEqual(-top);
    expect(to - from).toBeLessThanOrEqual(60);
  }
});
