import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';

export const colorSchemes = ['auto', 'light', 'dark'] as const satisfies readonly MantineColorScheme[];

const key = 'postern.theme';

/** Postern's tokens follow `data-theme`; the kit follows its own attribute. Both are always set together. */
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

/** Stores the choice for the next visit; disabled storage is not an error. */
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
      // Applied, but lost with the page.
    }
  },
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => localStorage.removeItem(key),
};
