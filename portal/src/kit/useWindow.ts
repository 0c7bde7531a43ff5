import { type RefObject, useEffect, useState } from 'react';

/** Rows that are drawn beyond those that are seen, above and below: where the keyboard goes next. */
const beyond = 10;

/** Above this many rows a table draws only those that are near what is seen. */
export const manyRows = 100;

/** The rows to draw, from one to before another, and how high the others are. */
export type Window = { from: number; to: number; above: number; below: number };

/** Which rows of a body that begins so far from the screen's top are to be drawn. */
export function windowOf(count: number, top: number, row: number, screen: number): Window {
  if (count <= manyRows) return { from: 0, to: count, above: 0, below: 0 };
  const first = Math.floor(Math.max(0, -top) / row);
  const from = Math.max(0, Math.min(first, count) - beyond);
  const to = Math.min(count, first + Math.ceil(screen / row) + beyond);
  return { from, to, above: from * row, below: (count - to) * row };
}

/**
 * Follows what is seen of a table's body. Its rows are of one height, which is
 * measured: they are lines on a wide screen and cards on a phone.
 */
export function useWindow(body: RefObject<HTMLTableSectionElement | null>, count: number): Window {
  const [place, setPlace] = useState({ top: 0, row: 44, screen: 768 });
  const many = count > manyRows;
  useEffect(() => {
    if (!many) return;
    const look = () => {
      const at = body.current?.getBoundingClientRect();
      if (!at) return;
      const row = body.current?.querySelector('tr[role="row"]')?.getBoundingClientRect().height || 44;
      const next = { top: Math.round(at.top), row, screen: window.innerHeight };
      setPlace((now) =>
        now.row === next.row && now.screen === next.screen && Math.abs(now.top - next.top) < next.row
          ? now
          : next,
      );
    };
    look();
    const how = { capture: true, passive: true };
    document.addEventListener('scroll', look, how);
    window.addEventListener('resize', look);
    return () => {
      document.removeEventListener('scroll', look, how);
      window.removeEventListener('resize', look);
    };
  }, [body, many]);
  return windowOf(count, place.top, place.row, place.screen);
}
