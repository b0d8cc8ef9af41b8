import type { ClientCredential } from '@postern/contracts';

/** The most specific common name in a subject name (RFC 4514). */
const commonName = (subject: string): string | undefined =>
  /(?:^|[,+])\s*CN=((?:\\.|[^,+\\])+)/i.exec(subject)?.[1]?.replace(/\\(.)/g, '$1');

/**
 * Display name: the name given to it, else one derived from its content. A raw subject name is used only as a last
 * resort.
 */
export const credentialName = (credential: ClientCredential): string => {
  const { name, certificate, subject_dn, san, kid, id } = credential;
  if (name !== null) return name;
  if (certificate) return certificate.name;
  if (san) return san.value;
  return subject_dn === null ? (kid ?? id) : (commonName(subject_dn) ?? subject_dn);
};

/** Converts base64url, the API's thumbprint format, to hexadecimal, as openssl and browsers show it. */
export const hexOf = (base64url: string): string =>
  Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
    char.charCodeAt(0).toString(16).padStart(2, '0'),
  )
    .join('')
    .toUpperCase();

/** A shortened thumbprint, long enough to tell it from another at a glance. */
export const shortThumbprint = (hex: string): string => `${hex.slice(0, 8)}…${hex.slice(-8)}`;
