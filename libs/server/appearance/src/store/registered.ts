import type { AppearanceSettings } from '@postern/contracts';

/** What an application's registration says of its looks, in the names of RFC 7591. */
export interface RegisteredLooks {
  readonly logoUri: string | null;
  readonly accentColor: string | null;
}

/**
 * As settings. A logo counts only on this origin: the sign-in page loads nothing from other hosts, which would learn who signs in where
 * and when.
 */
export const registeredSettings = (
  { logoUri, accentColor }: RegisteredLooks,
  publicOrigin: string,
): Pick<AppearanceSettings, 'accent' | 'logo'> => {
  const logo = logoUri !== null && URL.canParse(logoUri) ? new URL(logoUri) : null;
  // Browsers take a path that begins with two slashes as the address of another host.
  const isOwn = logo?.origin === publicOrigin && !logo.pathname.startsWith('//');
  return {
    logo: isOwn ? { light: `${logo.pathname}${logo.search}`, dark: null } : null,
    accent: accentColor === null ? null : { color: accentColor, text: null },
  };
};

const isEmail = /^[^\s@:/?#]+@[^\s@:/?#]+\.[^\s@:/?#]+$/;

/** The contact of an organization as a help contact: an e-mail address or a URL; null for a mere name. */
export const helpContactOf = (contact: string | null): AppearanceSettings['helpContact'] => {
  if (contact === null) return null;
  if (isEmail.test(contact)) return `mailto:${contact}`;
  return contact.startsWith('https://') && URL.canParse(contact) ? contact : null;
};
