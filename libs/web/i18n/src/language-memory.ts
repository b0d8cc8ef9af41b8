import type { Language } from '@postern/contracts';

const key = 'postern.language';

/** The choice in this tab and that of an earlier visit; disabled storage is not an error. */
export const recallLanguage = (): { readonly chosen: string | null; readonly stored: string | null } => ({
  chosen: attempt(() => sessionStorage.getItem(key)),
  stored: attempt(() => localStorage.getItem(key)),
});

/** Stores the person's choice. */
export const rememberLanguage = (language: Language): void => {
  attempt(() => sessionStorage.setItem(key, language));
  attempt(() => localStorage.setItem(key, language));
};

const attempt = <T>(access: () => T): T | null => {
  try {
    return access();
  } catch {
    return null;
  }
};
