import type { FieldError } from '@postern/provider-kit';
import { InvalidError } from '@postern/provider-kit';
import {
  assertValidAt,
  type Authority,
  certificateToPem,
  leadsToAnchor,
  readAuthority,
  readCertificatesPem,
  TrustStore,
  X509Error,
} from '@postern/x509';

const field = 'trustAnchors';

/**
 * Checks pasted trust anchors and writes them uniformly: one PEM per certificate, none twice.
 *
 * @throws InvalidError `provider.private_key_given`, `provider.invalid_trust_anchor`, `provider.no_trust_anchor`
 */
export const normalizeTrustAnchors = (texts: readonly string[], at: Date): string[] => {
  const authorities = texts.map((text, index) => readField(text, `${field}.${index}`, at));
  const bySha256 = new Map(authorities.flat().map((authority) => [authority.certificate.sha256, authority]));
  if (bySha256.size === 0) {
    throw new InvalidError('provider.no_trust_anchor', 'empty', [
      { path: field, message: 'needs at least one CA certificate' },
    ]);
  }
  assertComplete(authorities, new TrustStore([...bySha256.values()]));
  return [...bySha256.values()].map(({ certificate }) => certificateToPem(certificate.der));
};

const readField = (text: string, path: string, at: Date): Authority[] => {
  try {
    return readCertificatesPem(text).map((der) => {
      const authority = readAuthority(der);
      // One that becomes valid later may wait here; one that expired never works again.
      if (at > authority.certificate.notAfter) assertValidAt(authority.certificate, at);
      return authority;
    });
  } catch (error) {
    if (!(error instanceof X509Error)) throw error;
    const code = error.reason === 'private_key' ? 'provider.private_key_given' : 'provider.invalid_trust_anchor';
    throw new InvalidError(code, error.reason, [{ path, message: messageOf(error) }]);
  }
};

/** Nginx ends paths at self-signed certificates only, so an authority whose root is missing would let nobody in. */
const assertComplete = (authorities: readonly (readonly Authority[])[], store: TrustStore): void => {
  const errors: FieldError[] = authorities.flatMap((group, index) =>
    group.some((authority) => !leadsToAnchor(authority, store))
      ? [
          {
            path: `${field}.${index}`,
            message: 'is issued by an authority that is not in the list: add its root certificate too',
          },
        ]
      : [],
  );
  if (errors.length > 0) throw new InvalidError('provider.invalid_trust_anchor', 'issuer missing', errors);
};

const messageOf = ({ reason, detail }: X509Error): string => {
  switch (reason) {
    case 'private_key':
      return 'holds a private key; it was not stored, and should be considered compromised';
    case 'not_a_certificate':
    case 'malformed':
      return 'is not a certificate in PEM';
    case 'weak_key':
      return `has a weak key or signature (${detail})`;
    case 'expired':
      return `has expired (${detail})`;
    default:
      return `cannot be trusted: ${detail}`;
  }
};
