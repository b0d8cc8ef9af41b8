import type { Language } from './scopes.js';

/** Part of a line of a formatted text. */
export type RichInline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'emphasis' | 'strong'; readonly children: readonly RichInline[] }
  /** `url` is `https:` or `mailto:`. */
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly RichInline[] }
  | { readonly kind: 'break' };

/** A formatted text as data: pages build elements from it, never HTML. */
export type RichBlock =
  | { readonly kind: 'paragraph'; readonly children: readonly RichInline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly RichBlock[])[] };

export type RichText = readonly RichBlock[];

/** A text in some languages. */
export type Translated<T> = Readonly<Partial<Record<Language, T>>>;

/** The text in `language`; English stands in if it is missing. */
export const translated = <T>(texts: Translated<T> | null | undefined, language: Language): T | null =>
  texts?.[language] ?? texts?.en ?? null;
