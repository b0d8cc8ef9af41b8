import type { Certificate } from '../certificate/certificate.js';
import { type AuthorityPath, findPath } from './certificate-path.js';
import { isValidAt } from '../certificate/checks.js';
import { LRUCache } from 'lru-cache';
import type { TrustStore } from './trust-store.js';

/**
 * Finds paths and remembers those that were good: signatures never change, dates are compared each time.
 * Refusals are not remembered, so nobody can push good entries out with bad certificates.
 */
export class PathFinder {
  private readonly paths: LRUCache<string, AuthorityPath>;

  /** @param capacity paths to remember; about 300 bytes each */
  constructor(capacity = 20_000) {
    this.paths = new LRUCache({ max: capacity });
  }

  /** As `findPath`, but a path found before costs microseconds. */
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
