// One hex colour of the program becomes a ramp of ten, in OKLCH, with the
// filled step dark enough for white text and one step bright enough for dark mode.

type Lch = { l: number; c: number; h: number };
type Rgb = [number, number, number];

const lightness = [0.975, 0.945, 0.89, 0.82, 0.74, 0.66, 0, 0.44, 0.36, 0.28];
const chroma = [0.12, 0.22, 0.42, 0.65, 0.85, 1, 1, 0.9, 0.75, 0.55];
const filled = 6;
const white: Rgb = [1, 1, 1];

const linear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const gamma = (v: number) => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);
const clamp = (v: number) => Math.min(1, Math.max(0, v));

function parse(hex: string): Rgb {
  const n = Number.parseInt(hex.slice(1), 16);
  return [linear(((n >> 16) & 255) / 255), linear(((n >> 8) & 255) / 255), linear((n & 255) / 255)];
}

function toLch([r, g, b]: Rgb): Lch {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const k = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    c: Math.hypot(a, k),
    h: Math.atan2(k, a),
  };
}

function raw({ l, c, h }: Lch): Rgb {
  const a = c * Math.cos(h);
  const b = c * Math.sin(h);
  const p = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const q = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const r = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * p - 3.3077115913 * q + 0.2309699292 * r,
    -1.2684380046 * p + 2.6097574011 * q - 0.3413193965 * r,
    -0.0041960863 * p - 0.7034186147 * q + 1.707614701 * r,
  ];
}

/** The nearest colour that a screen can show: less chroma, the same lightness and hue. */
function toRgb(colour: Lch): Rgb {
  let { c } = colour;
  while (c > 0 && raw({ ...colour, c }).some((v) => v < -0.0005 || v > 1.0005)) c -= 0.002;
  return raw({ ...colour, c: Math.max(0, c) }).map(clamp) as Rgb;
}

const darkSurface = toRgb({ l: 0.2, c: 0.007, h: 4.625 });
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const toHex = (rgb: Rgb) =>
  `#${rgb
    .map((v) =>
      Math.round(gamma(v) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

function until(start: Lch, step: number, enough: (rgb: Rgb) => boolean): Lch {
  let colour = start;
  while (!enough(toRgb(colour)) && colour.l + step >= 0 && colour.l + step <= 1)
    colour = { ...colour, l: colour.l + step };
  return colour;
}

/** How well white can be read on a colour; 4.5 is enough for text. */
export const contrastOnWhite = (color: string): number => contrast(parse(color), white);

/** The fallback colour of a program that has chosen none, or something that is no colour. */
export const neutralBrand = '#3f4757';

const computed = new Map<string, Record<string, string>>();

/** Returns the CSS variables of a brand colour; computed once for each colour. */
export function brandVariables(color: string): Record<string, string> {
  const known = computed.get(color) ?? compute(color);
  computed.set(color, known);
  return known;
}

function compute(color: string): Record<string, string> {
  const base = toLch(parse(/^#[0-9a-f]{6}$/i.test(color) ? color : neutralBrand));
  const solid = until(base, -0.005, (rgb) => contrast(rgb, white) >= 4.5);
  const bright = until(base, 0.005, (rgb) => contrast(rgb, darkSurface) >= 5);
  const steps = lightness.map((l, i) => {
    if (i === filled) return solid;
    return {
      l: i > filled ? Math.min(l, solid.l - 0.05 * (i - filled)) : l,
      c: base.c * (chroma[i] ?? 1),
      h: base.h,
    };
  });
  const entries = steps.map((step, i) => [`--brand-${i}`, toHex(toRgb(step))]);
  return Object.fromEntries([...entries, ['--brand-on-dark', toHex(toRgb(bright))]]);
}

/** Shows a program's icon in the browser's tab, or the portal's own. */
export function applyIcon(url: string | undefined): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!link) return;
  link.type = url ? 'image/png' : 'image/svg+xml';
  link.href = url ?? '/icon.svg';
}

/** Paints the document in a brand colour and remembers it for the next first paint. */
export function applyBrand(color: string): void {
  const variables = brandVariables(color);
  for (const [name, value] of Object.entries(variables))
    document.documentElement.style.setProperty(name, value);
  localStorage.setItem('tributary.brand', JSON.stringify(variables));
}
