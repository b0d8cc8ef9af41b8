import { sha256 } from '../certificate/thumbprint.js';
import type { Authority } from './trust-store.js';

const known = new WeakMap<Authority, string>();

/**
 * Identifies a CA by its name and key, 64 hexadecimal digits: equal for all of its certificates, renewed or cross-signed. What one
 * of them signed as an issuer, the others signed too.
 */
export const authorityKey = (authority: Authority): string => {
  const before = known.get(authority);
  if (before !== undefined) return before;
  const key = sha256(Buffer.concat([Buffer.from(`${authority.nameKey}\n`), authority.certificate.publicKeyInfo]));
  known.set(authority, key);
  return key;
};
