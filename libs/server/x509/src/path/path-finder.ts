import type { Certificate } from '../certificate/certificate.js';
import { type AuthorityPath, findPath } from './certificate-path.js';
import { isValidAt } from '../certificate/checks.js';
import { LRUCache } from 'lru-cache';
import type { TrustStore } from './trust-store.js';

/**
 * Finds paths and caches valid ones: signatures never change, dates are checked each time.
 * Refusals are not cached, so bad certificates cannot evict valid paths.
 */
export class PathFinder {
  private readonly paths: LRUCache<string, AuthorityPath>;

  /** @param capacity cached paths; about 300 bytes each */
  constructor(capacity = 20_000) {
    this.paths = new LRUCache({ max: capacity });
  }

  /** As `findPath`, but a cached path takes microseconds. */
  find(certificate: Certificate, store: TrustStore, at: Date): AuthorityPath {
    const key = `${certificate.sha256}${store.identity}`;
    const known = this.paths.get(key);
    if (known?.authorities.every((authority) => isValidAt(authority.certificate, at)) === true) return known;
    this.paths.delete(key);
    const path = findPath(certificate, store, at);
    this.paths.set(key, path);
    return path;
  }
}
