import { contrast, leastContrast, mix, parseHex, toHex, type Rgb } from '@postern/contracts';

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];
/** The surfaces of tokens.css with the lowest contrast for accent text. */
const lightSurface: Rgb = [241, 243, 246];
const darkSurface: Rgb = [33, 37, 44];
/** WCAG 2.2 AA for text, with a margin for rounding. */
const readable = 4.55;

export interface AccentColors {
  readonly fill: string;
  /** The hover colour: more contrast with its text, never less. */
  readonly fillHover: string;
  readonly onFill: string;
  readonly textLight: string;
  readonly textDark: string;
}

/**
 * Makes an accent readable: the text colour on it, and the accent as text on light and dark surfaces; null if it is not
 * `#rrggbb`.
 *
 * @param chosen a text colour to use on it, if it is readable there
 */
export const accentColors = (accent: string, chosen: string | null = null): AccentColors | null => {
  const fill = parseHex(accent);
  if (!fill) return null;
  const wanted = chosen === null ? null : parseHex(chosen);
  // If white is not readable, black is: no colour has too little contrast with both.
  const computed = contrast(fill, white) >= readable ? white : black;
  const onFill = wanted && contrast(fill, wanted) >= leastContrast ? wanted : computed;
  return {
    fill: toHex(fill),
    onFill: toHex(onFill),
    fillHover: toHex(mix(fill, contrast(fill, black) > contrast(onFill, black) ? white : black, 0.12)),
    textLight: toHex(towards(fill, black, lightSurface)),
    textDark: toHex(towards(fill, white, darkSurface)),
  };
};

/**
 * Sets an application's accent on an element, through the CSSOM so that no inline style is needed; null restores
 * Postern's own accent.
 */
export const applyAccent = (element: HTMLElement, accent: string | null, chosen: string | null = null): void => {
  const colors = accent === null ? null : accentColors(accent, chosen);
  const set = (name: string, value: string | undefined): void => {
    if (value === undefined) element.style.removeProperty(name);
    else element.style.setProperty(name, value);
  };
  set('--accent-fill', colors?.fill);
  set('--accent-fill-hover', colors?.fillHover);
  set('--accent-on-fill', colors?.onFill);
  set('--accent-text-light', colors?.textLight);
  set('--accent-text-dark', colors?.textDark);
};

const towards = (color: Rgb, end: Rgb, surface: Rgb): Rgb => {
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mix(color, end, share);
    if (contrast(candidate, surface) >= readable) return candidate;
  }
  return end;
};
