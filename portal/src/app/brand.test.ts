import { expect, test } from 'vitest';
import { brandVariables, neutralBrand } from './brand';

test.each([
  ['#facc15', '#8e7302'],
  ['#ff5a1f', '#d54202'],
  ['#3b82f6', '#2b72e5'],
  ['#0f766e', '#0f766e'],
])('%s is filled with %s, on which white can be read', (color, filled) => {
  expect(brandVariables(color)['--brand-6']).toBe(filled);
});

const luminance = (hex: string) => {
  const n = Number.parseInt(hex.slice(1), 16);
  const part = (shift: number) => {
    const v = ((n >> shift) & 255) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0);
};

test('every colour gets a readable filled step and a ramp that only darkens', () => {
  for (let hue = 0; hue < 0xffffff; hue += 0x10f0d) {
    const color = `#${hue.toString(16).padStart(6, '0')}`;
    const ramp = brandVariables(color);
    expect(1.05 / (luminance(ramp['--brand-6'] ?? '') + 0.05), color).toBeGreaterThan(4.45);
    expect(luminance(ramp['--brand-7'] ?? ''), color).toBeLessThanOrEqual(luminance(ramp['--brand-6'] ?? ''));
    expect(luminance(ramp['--brand-on-dark'] ?? ''), color).toBeGreaterThan(0.2);
  }
});

test('what is no colour becomes the neutral one', () => {
  expect(brandVariables('javascript:alert(1)')).toEqual(brandVariables(neutralBrand));
});
