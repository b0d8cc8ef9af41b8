import type { Language } from '@postern/contracts';
import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Namespace } from './resources';

type Messages = Readonly<Record<string, unknown>>;

const files = import.meta.glob<Messages>('./locales/*/*.json', { import: 'default' });

/** Loads one language's namespace when it is first needed: no page carries six languages. */
const lazyFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, callback) => {
    const load = files[`./locales/${language}/${namespace}.json`];
    if (!load) {
      callback(new Error(`no ${namespace} in ${language}`), false);
      return;
    }
    load().then(
      (messages) => callback(null, { ...messages }),
      (error: Error) => callback(error, true),
    );
  },
};

export interface I18nOptions {
  readonly language: Language;
  /** Loaded before the promise resolves; `common` always is. */
  readonly namespaces: readonly Namespace[];
}

/** Makes the catalogue ready; call it once, before anything is rendered. Sets `<html lang>` now and on every change. */
export const startI18n = async ({ language, namespaces }: I18nOptions): Promise<void> => {
  i18next.on('languageChanged', (current) => {
    document.documentElement.lang = current;
  });
  await i18next
    .use(lazyFiles)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      ns: [...new Set<Namespace>(['common', ...namespaces])],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
    });
};

/** Loads a language and redraws everything in it. */
export const showLanguage = async (language: Language): Promise<void> => {
  if (i18next.language !== language) await i18next.changeLanguage(language);
};
