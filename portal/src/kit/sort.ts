/** By which column, and which way. */
export type Sort = { id: string; down: boolean };

/** First press sorts downward, the second upward, the third not at all. */
export function nextSort(now: Sort | undefined, id: string): Sort | undefined {
  if (now?.id !== id) return { id, down: true };
  return now.down ? { id, down: false } : undefined;
}

/** A sorted copy; equal rows keep their order. */
export function sorted<T>(rows: readonly T[], key: (row: T) => number | string, down: boolean): T[] {
  const way = down ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === y) return 0;
    return x < y ? -way : way;
  });
}
