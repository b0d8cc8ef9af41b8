import type { AppearanceSettings, PictureVariants } from '@postern/contracts';
import type { AppearanceEntity } from './appearance.entity.js';
import { pictureAddress, pictureAt } from './picture-address.js';

/** The columns that hold settings. */
export type SettingsRow = Omit<AppearanceEntity, 'owner' | 'organizationId' | 'clientId' | 'updatedAt'>;

export const settingsColumns = `title, logo, logo_dark as "logoDark", cover, cover_dark as "coverDark", focus_x as "focusX",
  focus_y as "focusY", cover_mode as "coverMode", show_logo as "showLogo", show_footer as "showFooter",
  show_method_logos as "showMethodLogos", accent, accent_text as "accentText", corner, card_text as "cardText",
  below_text as "belowText", help_contact as "helpContact", languages`;

export const nothingSet: AppearanceSettings = {
  ...{ title: null, logo: null, cover: null, coverMode: null, showLogo: null, showFooter: null, showMethodLogos: null },
  ...{ accent: null, corner: null, cardText: null, belowText: null, helpContact: null, languages: null },
};

const variants = (light: string | null, dark: string | null): PictureVariants | null =>
  light === null ? null : { light: pictureAddress(light), dark: dark === null ? null : pictureAddress(dark) };

export const settingsOf = (row: SettingsRow): AppearanceSettings => {
  const cover = variants(row.cover, row.coverDark);
  return {
    title: row.title,
    logo: variants(row.logo, row.logoDark),
    cover: cover && { ...cover, focus: { x: row.focusX ?? 50, y: row.focusY ?? 50 } },
    coverMode: row.coverMode,
    showLogo: row.showLogo,
    showFooter: row.showFooter,
    showMethodLogos: row.showMethodLogos,
    accent: row.accent === null ? null : { color: row.accent, text: row.accentText },
    corner: row.corner,
    cardText: row.cardText,
    belowText: row.belowText,
    helpContact: row.helpContact,
    languages: row.languages,
  };
};

const idAt = (address: string | null | undefined): string | null =>
  address === null || address === undefined ? null : (pictureAt(address) ?? null);

export const rowOf = ({ logo, cover, accent, ...rest }: AppearanceSettings): SettingsRow => ({
  ...rest,
  logo: idAt(logo?.light),
  logoDark: idAt(logo?.dark),
  cover: idAt(cover?.light),
  coverDark: idAt(cover?.dark),
  focusX: cover?.focus.x ?? null,
  focusY: cover?.focus.y ?? null,
  accent: accent?.color ?? null,
  accentText: accent?.text ?? null,
});
