import { languages, type Language } from '@postern/contracts';

/** Each language's own name. */
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
  /** The person's choice on this page; takes precedence over everything. */
  readonly chosen?: string | null;
  /** The application's languages (`ui_locales`), in order of preference. */
  readonly uiLocales?: readonly string[];
  /** The person's choice on an earlier visit. */
  readonly stored?: string | null;
  /** `navigator.languages`. */
  readonly browser?: readonly string[];
  /** The only languages that may be shown; null: all. */
  readonly offered?: readonly Language[] | null;
}

/** The first language that is supported and offered, in the order of the fields; English if there is none, or what is offered instead. */
export const chooseLanguage = ({ chosen, uiLocales = [], stored, browser = [], offered }: LanguageWishes): Language => {
  const isOffered = (language: Language): boolean => offered?.includes(language) ?? true;
  for (const tag of [chosen, ...uiLocales, stored, ...browser]) {
    const language = supportedLanguage(tag);
    if (language && isOffered(language)) return language;
  }
  return isOffered('en') ? 'en' : (offered?.[0] ?? 'en');
};
