import { expect, test } from 'vitest';
import { curve, spread } from './curve';

test('values are spread from the left edge to the right, the greatest on top', () => {
  expect(spread([0, 5, 10], 100, 50)).toEqual([
    { x: 0, y: 50 },
    { x: 50, y: 25 },
    { x: 100, y: 0 },
  ]);
});

test('nothing but zeros lies on the ground', () => {
  expect(spread([0, 0], 10, 10).map((p) => p.y)).toEqual([10, 10]);
});

test('a negative day lies below the zero line, not outside of the box', () => {
  const ys = spread([-5, 0, 5], 10, 10).map((p) => p.y);
  expect(ys).toEqual([10, 5, 0]);
});

test('the line passes through every point and has no NaN', () => {
  const path = curve(spread([3, 1, 4, 1, 5], 100, 50));
  expect(path).toMatch(/^M0 /);
  expect(path.match(/C/g)).toHaveLength(4);
  expect(path).not.toContain('NaN');
});

test('no point is no line', () => {
  expect(curve([])).toBe('');
});
