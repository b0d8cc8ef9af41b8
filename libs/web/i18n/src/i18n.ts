import type { Language } from '@postern/contracts';
import { flatten, type Messages } from './messages';
import type { Namespace } from './resources';

/**
 * The current language and its messages.
 * A runtime of our own: i18next with its React binding would take a fifth of the sign-in page's size budget, for
 * placeholders and plural forms, which the browser's Intl provides. The files keep i18next's format, so that
 * translation tools can read them.
 */
export interface Speech {
  readonly language: Language;
  readonly messages: Readonly<Partial<Record<Namespace, Messages>>>;
}

/** Loads a part of the catalogue by the path of its file. */
export type CatalogueFiles = Readonly<Record<string, () => Promise<Readonly<Record<string, unknown>>>>>;

const common: CatalogueFiles = import.meta.glob<Readonly<Record<string, unknown>>>(
  './locales/*/{certificate,common,consent,errors,expiry,help,levels,new-account,organization,refusal,required,widget}.json',
  { import: 'default' },
);
let files = common;

let speech: Speech = { language: 'en', messages: {} };
let namespaces: readonly Namespace[] = ['common'];
/** The last requested language; a response for an earlier request is dropped. */
let wanted: Language = 'en';
const listeners = new Set<() => void>();

export const currentSpeech = (): Speech => speech;

export const onSpeechChange = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export interface I18nOptions {
  readonly language: Language;
  /** The app's namespaces; `common` is always loaded. */
  readonly namespaces: readonly Namespace[];
  /** Loaders of namespaces that not every app has. */
  readonly files?: CatalogueFiles;
}

/** Loads the catalogue; call it once, before the first render. */
export const startI18n = async (options: I18nOptions): Promise<void> => {
  namespaces = [...new Set<Namespace>(['common', ...options.namespaces])];
  files = { ...common, ...options.files };
  await load(options.language);
};

/** Loads further namespaces, for parts of an app that are loaded separately. */
export const addNamespaces = async (more: readonly Namespace[]): Promise<void> => {
  const missing = more.filter((name) => !namespaces.includes(name));
  if (missing.length === 0) return;
  namespaces = [...namespaces, ...missing];
  await load(wanted).catch((error: unknown) => {
    namespaces = namespaces.filter((name) => !missing.includes(name));
    throw error;
  });
};

/** Loads a language and re-renders everything in it; if loading fails, rejects and keeps the current language. */
export const showLanguage = async (language: Language): Promise<void> => {
  if (language === wanted) return;
  const before = wanted;
  await load(language).catch((error: unknown) => {
    if (wanted === language) wanted = before;
    throw error;
  });
};

/** Loads the active language only: no page loads all six. */
const load = async (language: Language): Promise<void> => {
  wanted = language;
  const loaded = await Promise.all(namespaces.map(async (name) => [name, await readMessages(language, name)] as const));
  if (wanted !== language) return;
  speech = { language, messages: Object.fromEntries(loaded) };
  document.documentElement.lang = language;
  listeners.forEach((listener) => listener());
};

/** Loads one namespace in one language. */
export const readMessages = async (language: Language, namespace: Namespace): Promise<Messages> => {
  const read = files[`./locales/${language}/${namespace}.json`];
  return flatten(read ? await read() : {});
};
