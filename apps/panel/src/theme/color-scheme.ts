import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';

export const colorSchemes = ['auto', 'light', 'dark'] as const satisfies readonly MantineColorScheme[];

const key = 'postern.theme';

/** Tokens follow `data-theme`; the kit follows an attribute of its own. Both always say the same. */
const showColorScheme = (scheme: MantineColorScheme): void => {
  if (scheme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = scheme;
};

const stored = (): MantineColorScheme => {
  try {
    return colorSchemes.find((scheme) => scheme === localStorage.getItem(key)) ?? 'auto';
  } catch {
    return 'auto';
  }
};

/** Keeps the choice for the next visit; storage may be forbidden, which is no error. */
export const colorSchemeManager: MantineColorSchemeManager = {
  get: () => {
    const scheme = stored();
    showColorScheme(scheme);
    return scheme;
  },
  set: (scheme) => {
    showColorScheme(scheme);
    try {
      localStorage.setItem(key, scheme);
    } catch {
      // Shown, but forgotten with the page.
    }
  },
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => localStorage.removeItem(key),
};
