import type { RichText, Translated } from './rich-text.js';
import type { Language } from './scopes.js';

/** Characters. */
export const longestTitle = 80;
/** Characters of a text in one language, in Markdown. */
export const longestAppearanceText = 2000;
/** Pixels. */
export const largestCorner = 24;
/** Bytes of a file that is sent. */
export const largestLogo = 1024 * 1024;
export const largestCover = 2 * 1024 * 1024;

/** What a title may contain; replaced by the names. */
export const titlePlaceholders = ['{application}', '{organization}'] as const;

/** A picture and its variant for dark pages. */
export interface PictureVariants {
  /** An address on the public origin. In requests: a data URL, or an address that the same settings have already. */
  readonly light: string;
  /** Null: the light one. */
  readonly dark: string | null;
}

export interface Cover extends PictureVariants {
  /** The point that stays visible, in percent from the left and from the top. */
  readonly focus: { readonly x: number; readonly y: number };
}

/** How a cover is used by what inherits it; in rising order. */
export const coverModes = ['off', 'where_none', 'always'] as const;
export type CoverMode = (typeof coverModes)[number];

/** Appearance of the sign-in page, as one owner sets it; null: inherited. */
export interface AppearanceSettings {
  /** Heading of the sign-in page. */
  readonly title: string | null;
  readonly logo: PictureVariants | null;
  readonly cover: Cover | null;
  /** How applications use the cover; null: `where_none`. Not for applications. */
  readonly coverMode: CoverMode | null;
  readonly showLogo: boolean | null;
  readonly showFooter: boolean | null;
  /** Logos of the sign-in methods of the main group. */
  readonly showMethodLogos: boolean | null;
  /** `#rrggbb`; `text` is the colour of text on it, null: computed. */
  readonly accent: { readonly color: string; readonly text: string | null } | null;
  /** Radius of the card's corners in pixels. */
  readonly corner: number | null;
  /** Markdown: paragraphs, emphasis, links, lists. */
  readonly cardText: Translated<string> | null;
  readonly belowText: Translated<string> | null;
  /** An https or mailto address of who helps. */
  readonly helpContact: string | null;
  /** Languages that the page offers, at least one. */
  readonly languages: readonly Language[] | null;
}

export type AppearanceField = keyof AppearanceSettings;

/** Whose setting is used. */
export type AppearanceSource = 'default' | 'system' | 'organization' | 'application';

/** `GET` and `PATCH /api/v2/appearance`, `/api/v2/organizations/{id}/appearance`, `/api/v2/clients/{id}/appearance`. */
export interface AppearanceRecord {
  readonly own: AppearanceSettings;
  /** What is used for a field that is null in `own`. */
  readonly inherited: Omit<AppearanceSettings, 'coverMode'>;
  /** Where each field of `inherited` comes from. */
  readonly sources: Readonly<Record<Exclude<AppearanceField, 'coverMode'>, AppearanceSource>>;
  /** The cover of this owner, the organization or the system has the mode `always`: it replaces this owner's own. */
  readonly coverForced: boolean;
}

/** PATCH takes any part; null takes a setting back. */
export type AppearanceInput = Partial<AppearanceSettings>;

/** What the sign-in page shows. */
export interface PageAppearance {
  /** Without placeholders. */
  readonly title: string | null;
  readonly logo: PictureVariants | null;
  readonly cover: Cover | null;
  readonly showLogo: boolean;
  readonly showFooter: boolean;
  readonly showMethodLogos: boolean;
  readonly accent: AppearanceSettings['accent'];
  readonly corner: number | null;
  readonly cardText: Translated<RichText> | null;
  readonly belowText: Translated<RichText> | null;
  readonly helpContact: string | null;
  /** Null: all. */
  readonly languages: readonly Language[] | null;
}

/** Screens of the sign-in page that the preview can show. */
export const previewScreens = [
  'methods',
  'password',
  'consent',
  'refused',
  'link',
  'required',
  'error',
  'no_method',
] as const;
export type PreviewScreen = (typeof previewScreens)[number];

/** Address of the preview on the public origin; a page of the same origin frames it and posts `PreviewMessage`s to it. */
export const previewPath = '/sign-in/preview.html';

/** What the preview posts to the page that frames it once it listens. */
export const previewReady = 'postern.preview.ready';

export interface PreviewMessage {
  readonly screen: PreviewScreen;
  /** Name of the application. */
  readonly application: string;
  readonly appearance: PageAppearance;
  readonly language: Language;
  readonly theme: 'light' | 'dark';
  /** Text of twice the size. */
  readonly large: boolean;
}
