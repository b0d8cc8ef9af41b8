import type { Certificate } from '../certificate/certificate.js';
import { verifySignature } from '../certificate/signature.js';
import { sha256 } from '../certificate/thumbprint.js';
import { LRUCache } from 'lru-cache';
import type { Work } from './work.js';

/** Certificates and the keys that signed them; about 250 bytes each. Refusals are not cached, so attackers cannot evict good entries. */
const verified = new LRUCache<string, true>({ max: 20_000 });
const keyIds = new WeakMap<Uint8Array, string>();

/**
 * Whether a CA's key signed a certificate. Signatures are the expensive part of a path and never change, so each is verified
 * once while it stays in the cache.
 *
 * @throws X509Error `work_limit`
 */
export const isIssuedBy = (certificate: Certificate, issuer: Certificate, work: Work): boolean => {
  const { publicKeyInfo } = issuer;
  const keyId = keyIds.get(publicKeyInfo) ?? sha256(publicKeyInfo);
  keyIds.set(publicKeyInfo, keyId);
  const relation = `${certificate.sha256}${keyId}`;
  if (verified.get(relation) === true) return true;
  work.spendSignature(issuer);
  if (!verifySignature(certificate, publicKeyInfo)) return false;
  verified.set(relation, true);
  return true;
};
