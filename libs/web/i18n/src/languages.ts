import { languages, type Language } from '@postern/contracts';

/** Each language's name in itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  de: 'Deutsch',
  es: 'Español',
  it: 'Italiano',
  ru: 'Русский',
};

/** The supported language of a BCP 47 tag, by its primary subtag: `de-CH` gives `de`. */
export const supportedLanguage = (tag: string | null | undefined): Language | undefined => {
  const primary = tag?.split('-')[0]?.toLowerCase();
  return languages.find((language) => language === primary);
};

export interface LanguageWishes {
  /** What the person chose on this page; wins over everything. */
  readonly chosen?: string | null;
  /** What the application asked for (`ui_locales`), best first. */
  readonly uiLocales?: readonly string[];
  /** What the person chose some earlier time. */
  readonly stored?: string | null;
  /** `navigator.languages`. */
  readonly browser?: readonly string[];
}

/** First supported wish, in the order of the fields; English when there is none. */
export const chooseLanguage = ({ chosen, uiLocales = [], stored, browser = [] }: LanguageWishes): Language => {
  for (const tag of [chosen, ...uiLocales, stored, ...browser]) {
    const language = supportedLanguage(tag);
    if (language) return language;
  }
  return 'en';
};
