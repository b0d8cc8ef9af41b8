import { type CodeOf, InvalidError } from '@postern/errors';
import {
  type AlgorithmChoice,
  assertValidAt,
  type Authority,
  leadsToAnchor,
  readAuthority,
  readCertificates,
  TrustStore,
  X509Error,
} from '@postern/x509';
import type { FieldCodes } from './certificate-codes.js';

/** A request field that takes CA certificates, and the error codes of its refusals. */
export interface AuthorityField {
  /** Of the field in the request body. */
  readonly path: string;
  readonly invalid: CodeOf<422>;
  readonly privateKey: CodeOf<422>;
  /** Codes of this field that replace the general ones. */
  readonly codes?: FieldCodes;
}

/**
 * Reads CA certificates that are to be trusted for people, applications or callers. Each must be a CA with a strong key and must not have
 * expired; its validity may begin later.
 *
 * @param text one or more, in any spelling that `readCertificates` knows
 * @throws InvalidError with a code of the field
 */
export const readAuthorities = (
  text: string,
  field: AuthorityField,
  { at, choice }: { readonly at: Date; readonly choice?: AlgorithmChoice },
): readonly Authority[] => {
  try {
    return readCertificates(text).map(({ der }) => {
      const authority = readAuthority(der, choice);
      if (at > authority.certificate.notAfter) assertValidAt(authority.certificate, at);
      return authority;
    });
  } catch (error) {
    throw error instanceof X509Error ? refusalOf(error, field) : error;
  }
};

/** The same for a field that takes one. */
export const readOneAuthority = (
  text: string,
  field: AuthorityField,
  options: Parameters<typeof readAuthorities>[2],
): Authority => {
  const [authority, ...others] = readAuthorities(text, field, options);
  if (authority !== undefined && others.length === 0) return authority;
  throw refusalOf(new X509Error('several_certificates', `${others.length + 1} certificates`), field);
};

/** Reads stored authorities. One that can no longer be read is left out; the others still apply. */
export const readStoredAuthorities = (ders: readonly Uint8Array[], choice?: AlgorithmChoice): readonly Authority[] =>
  ders.flatMap((der) => {
    try {
      return [readAuthority(der, choice)];
    } catch (error) {
      if (error instanceof X509Error) return [];
      throw error;
    }
  });

/**
 * Refuses an authority whose root is missing or expired: no path would be valid, and nothing would say why.
 *
 * @param known the authorities that are there, or are given with it
 * @throws InvalidError with the field's `invalid`
 */
export const assertRooted = (
  authorities: readonly Authority[],
  known: readonly Authority[],
  field: AuthorityField,
  at: Date,
): void => {
  const store = new TrustStore([...known, ...authorities]);
  const mayServe = ({ certificate }: Authority) => at <= certificate.notAfter;
  const allLead = (isUsable?: typeof mayServe) =>
    authorities.every((authority) => leadsToAnchor(authority, store, isUsable));
  try {
    if (allLead(mayServe)) return;
    const message = allLead()
      ? 'leads only to a root certificate that has expired: add the renewed one first'
      : 'is issued by a CA that is not among the trust anchors: add its root certificate too, and add it first';
    throw new InvalidError(field.invalid, 'issuer missing', [{ path: field.path, message }]);
  } catch (error) {
    throw error instanceof X509Error ? refusalOf(error, field) : error;
  }
};

const refusalOf = (error: X509Error, { path, invalid, privateKey, codes = {} }: AuthorityField): InvalidError => {
  const { reason } = error;
  const code = reason === 'private_key' ? privateKey : (codes[reason] ?? invalid);
  return new InvalidError(code, reason, [{ path, message: refusalSentence(error) }]);
};

/** What follows the name of a field that takes one certificate, and was refused. */
export const fieldSentence = (error: X509Error): string =>
  error.reason === 'several_certificates' ? 'holds several certificates; give one' : refusalSentence(error);

/** The same for a field of authorities; for administrators. */
const refusalSentence = ({ reason, detail }: X509Error): string => {
  switch (reason) {
    case 'private_key':
      return 'holds a private key; it was not stored, and should be considered compromised';
    case 'several_certificates':
      return 'holds several certificates: add them one by one, the root first';
    case 'not_a_certificate':
    case 'malformed':
      return 'is not a certificate that can be read: give PEM, DER in base64, or PKCS #7';
    case 'not_der':
      return `is written in BER where DER is required: ${detail}`;
    case 'weak_key':
      return `has a weak key or signature (${detail})`;
    case 'unsupported_algorithm':
      return `cannot be used yet: ${detail}`;
    case 'curve_not_allowed':
      return `has a key on a Brainpool curve (${detail}), which is not allowed here`;
    case 'critical_extension':
      return `has a ${detail}, which is not processed`;
    case 'expired':
      return `has expired (${detail})`;
    default:
      return `cannot be trusted: ${detail}`;
  }
};
