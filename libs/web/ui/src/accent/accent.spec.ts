import { describe, expect, it } from 'vitest';
import { accentColors } from './accent';
import { contrast, parseHex, type Rgb } from '@postern/contracts';

const ratio = (one: string, other: string): number => contrast(parseHex(one) as Rgb, parseHex(other) as Rgb);
const everyColor = Array.from({ length: 6 ** 3 }, (_, i) =>
  [Math.floor(i / 36), Math.floor(i / 6) % 6, i % 6].map((part) => (part * 51).toString(16).padStart(2, '0')).join(''),
).map((digits) => `#${digits}`);

describe('the colours derived from an accent', () => {
  it.each(everyColor)('are readable on %s', (accent) => {
    const colors = accentColors(accent);

    expect(ratio(colors!.onFill, colors!.fill)).toBeGreaterThanOrEqual(4.5);
    expect(ratio(colors!.onFill, colors!.fillHover)).toBeGreaterThanOrEqual(4.5);
    expect(ratio(colors!.textLight, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(ratio(colors!.textDark, '#16181d')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(everyColor)(
    'keep a chosen text colour on %s if it is readable there, and never lose contrast on hover',
    (accent) => {
      const chosen = '#7a0c2e';
      const colors = accentColors(accent, chosen);

      expect(colors!.onFill === chosen).toBe(ratio(accent, chosen) >= 4.5);
      expect(ratio(colors!.onFill, colors!.fillHover)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('are null for an invalid colour', () => {
    expect(accentColors('red; background: url(//evil)')).toBeNull();
  });
});
