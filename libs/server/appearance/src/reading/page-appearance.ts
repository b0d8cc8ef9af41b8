import type { AppearanceRecord, PageAppearance, RichText, Translated } from '@postern/contracts';
import { readRichText } from '@postern/rich-text';

/** As the page shows it, but for the names in the title. */
export type PreparedAppearance = PageAppearance;

const formatted = (texts: Translated<string> | null): Translated<RichText> | null =>
  texts &&
  Object.fromEntries(Object.entries(texts).map(([language, markdown]) => [language, readRichText(markdown).text]));

export const prepared = (found: AppearanceRecord['inherited']): PreparedAppearance => ({
  ...found,
  showLogo: found.showLogo ?? true,
  showFooter: found.showFooter ?? true,
  showMethodLogos: found.showMethodLogos ?? true,
  cardText: formatted(found.cardText),
  belowText: formatted(found.belowText),
});

/** A name may contain what looks like a placeholder: all are replaced in one pass. */
export const titled = (
  title: string | null,
  names: Readonly<Record<'application' | 'organization', string>>,
): string | null =>
  title &&
  title.replaceAll(/\{(application|organization)\}/g, (_, name: 'application' | 'organization') => names[name]).trim();
