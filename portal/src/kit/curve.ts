/** A point of a chart, in the units of its view box. */
export type Point = { x: number; y: number };

const round = (n: number) => Math.round(n * 100) / 100;

/**
 * Spreads values over a box: the first at the left edge, the greatest at the top, zero or the least at the bottom.
 * `among` are the values that set the scale when several series share it.
 */
export function spread(
  values: readonly number[],
  width: number,
  height: number,
  fromZero = true,
  among: readonly number[] = values,
): Point[] {
  const low = fromZero ? Math.min(0, ...among) : Math.min(...among);
  const high = Math.max(...among) > low ? Math.max(...among) : low + 1;
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  return values.map((value, i) => ({
    x: round(i * step),
    y: round(height - ((value - low) / (high - low)) * height),
  }));
}

/** Draws a smooth line that never overshoots its points (monotone cubic). */
export function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const slope = (a: Point, b: Point) => (b.x === a.x ? 0 : (b.y - a.y) / (b.x - a.x));
  const tangent = (i: number) => {
    const here = points[i] as Point;
    const before = points[i - 1];
    const after = points[i + 1];
    if (!before || !after) return 0;
    const [left, right] = [slope(before, here), slope(here, after)];
    if (left * right <= 0) return 0;
    return (2 * left * right) / (left + right);
  };
  const parts = rest.map((to, i) => {
    const from = points[i] as Point;
    const reach = (to.x - from.x) / 3;
    const [y1, y2] = [from.y + tangent(i) * reach, to.y - tangent(i + 1) * reach];
    return `C${round(from.x + reach)} ${round(y1)} ${round(to.x - reach)} ${round(y2)} ${to.x} ${to.y}`;
  });
  return `M${first.x} ${first.y}${parts.join('')}`;
}
