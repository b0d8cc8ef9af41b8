/** sRGB, 0 to 255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Reads `#rgb` or `#rrggbb`; null for anything else. */
export const parseHex = (hex: string): Rgb | null => {
  const match = /^#(?:([\da-f]{3})|([\da-f]{6}))$/i.exec(hex.trim());
  if (!match) return null;
  const digits = match[2] ?? [...(match[1] ?? '')].map((digit) => digit + digit).join('');
  const value = Number.parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
};

export const toHex = (color: Rgb): string =>
  `#${color.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** Mixes `share` (0 to 1) of `other` into `color`. */
export const mix = (color: Rgb, other: Rgb, share: number): Rgb => [
  color[0] + (other[0] - color[0]) * share,
  color[1] + (other[1] - color[1]) * share,
  color[2] + (other[2] - color[2]) * share,
];

/** Relative luminance, WCAG 2.2. */
const luminance = (color: Rgb): number => {
  const linear = (part: number): number => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
};

/** Contrast ratio, WCAG 2.2: 1 to 21. */
export const contrast = (one: Rgb, other: Rgb): number => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

/** Least contrast of text, WCAG 2.2 AA (1.4.3). */
export const leastContrast = 4.5;

/** The contrast of two colours in hexadecimal, rounded down to two decimals, so that 4.499 is not shown as 4.5; null if one is no colour. */
export const contrastOf = (one: string, other: string): number | null => {
  const [first, second] = [parseHex(one), parseHex(other)];
  return first && second && Math.floor(contrast(first, second) * 100) / 100;
};
