import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import { malformed } from '../x509.error.js';

/** Members that make the thumbprint, in lexicographic order (RFC 7638 §3.2, RFC 8037 §2). */
const required: Readonly<Record<string, readonly (keyof JsonWebKey)[]>> = {
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
  RSA: ['e', 'kty', 'n'],
};

/** A SubjectPublicKeyInfo as a JSON Web Key (RFC 7517); throws `X509Error` (`malformed`) for keys that have no such form. */
export const publicJwk = (publicKeyInfo: Uint8Array): JsonWebKey => {
  try {
    return createPublicKey({ key: Buffer.from(publicKeyInfo), format: 'der', type: 'spki' }).export({ format: 'jwk' });
  } catch {
    // OpenSSL's messages are of no use: a point off its curve, an unknown algorithm, RSA-PSS.
    throw malformed('a public key that cannot be used');
  }
};

/** RFC 7638: SHA-256 of the key's required members, base64url. */
export const jwkThumbprint = (jwk: JsonWebKey): string => {
  const members = required[jwk.kty ?? ''];
  if (members === undefined) throw malformed('a key of an unknown kind');
  const canonical = JSON.stringify(Object.fromEntries(members.map((name) => [name, jwk[name]])));
  return createHash('sha256').update(canonical).digest('base64url');
};
