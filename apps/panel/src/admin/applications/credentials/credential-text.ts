import type { ClientCredential } from '@postern/contracts';

/** The most specific common name in a subject name (RFC 4514). */
const commonName = (subject: string): string | undefined =>
  /(?:^|[,+])\s*CN=((?:\\.|[^,+\\])+)/i.exec(subject)?.[1]?.replace(/\\(.)/g, '$1');

/** What people call it: the name that it was given, else what is in it. Never a raw subject name where there is another. */
export const credentialName = (credential: ClientCredential): string => {
  const { name, certificate, subject_dn, san, kid, id } = credential;
  if (name !== null) return name;
  if (certificate) return certificate.name;
  if (san) return san.value;
  return subject_dn === null ? (kid ?? id) : (commonName(subject_dn) ?? subject_dn);
};

/** base64url, as the API has thumbprints, to hexadecimal, as openssl and browsers show them. */
export const hexOf = (base64url: string): string =>
  Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
    char.charCodeAt(0).toString(16).padStart(2, '0'),
  )
    .join('')
    .toUpperCase();

/** Enough of a thumbprint to tell it from another by eye. */
export const shortThumbprint = (hex: string): string => `${hex.slice(0, 8)}…${hex.slice(-8)}`;
