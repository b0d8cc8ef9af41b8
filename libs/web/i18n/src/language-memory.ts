import type { Language } from '@postern/contracts';

const key = 'postern.language';

/** The choice in this tab and the one of an earlier visit; storage may be forbidden, which is no error. */
export const recallLanguage = (): { readonly chosen: string | null; readonly stored: string | null } => ({
  chosen: attempt(() => sessionStorage.getItem(key)),
  stored: attempt(() => localStorage.getItem(key)),
});

/** Keeps a choice that the person made. */
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
