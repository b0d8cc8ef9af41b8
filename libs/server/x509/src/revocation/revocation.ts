import type { Certificate } from '../certificate/certificate.js';
import type { AuthorityPath } from '../path/certificate-path.js';
import { groupBy } from '../group-by.js';
import { type RevocationList, serialKey } from './revocation-list.js';
import { verifySignature } from '../certificate/signature.js';
import type { Authority } from '../path/trust-store.js';
import { X509Error } from '../x509.error.js';

/** Every configured revocation list, by issuer. */
export class Revocations {
  readonly #byIssuer: ReadonlyMap<string, readonly RevocationList[]>;
  /** What was found out before: list → SHA-256 of the authority's certificate → understood and signed by it. */
  readonly #usable = new WeakMap<RevocationList, Map<string, boolean>>();

  /** @param unreadable configured lists that could not be read; nobody knows whose they are, so they concern every authority */
  constructor(
    lists: readonly RevocationList[],
    private readonly unreadable: readonly string[] = [],
  ) {
    this.#byIssuer = groupBy(lists, ({ issuerKey }) => issuerKey);
  }

  /**
   * Looks the certificate and the authorities below the anchor up in the lists of their issuers. An authority without a
   * configured list is not checked; one whose list is stale or otherwise unusable lets nobody in.
   *
   * @throws X509Error `revoked`, `revocation_unknown`
   */
  assertNotRevoked(certificate: Certificate, path: AuthorityPath, at: Date): void {
    let below = certificate;
    let unknown: string | undefined;
    for (const issuer of path.authorities) {
      const { list, problem } = this.#stateOf(issuer, at);
      // A list that ran out still tells the truth about what it revoked.
      if (list?.revoked.has(serialKey(below.serialNumber)) === true)
        throw new X509Error('revoked', 'on the revocation list');
      unknown ??= problem;
      below = issuer.certificate;
    }
    if (unknown !== undefined) throw new X509Error('revocation_unknown', unknown);
  }

  /** Why certificates of this authority cannot be checked now; undefined when they can, or when no list is configured for it. */
  problem(authority: Authority, at: Date): string | undefined {
    return this.#stateOf(authority, at).problem;
  }

  /** The newest list the authority signed, and why it may not be enough. */
  #stateOf(authority: Authority, at: Date): { readonly list?: RevocationList; readonly problem?: string } {
    const problem = this.unreadable.length > 0 ? `not readable: ${this.unreadable.join(', ')}` : undefined;
    const named = this.#byIssuer.get(authority.nameKey);
    if (named === undefined) return { problem };
    const [list] = named
      .filter((candidate) => candidate.thisUpdate <= at && this.#isUsable(candidate, authority))
      .sort((one, other) => other.thisUpdate.getTime() - one.thisUpdate.getTime());
    if (list === undefined)
      return { problem: problem ?? 'no configured list is signed by the authority, in force and understood' };
    // RFC 5280 §5.1.2.5 wants nextUpdate in every list; without it nobody can tell an old one.
    const isCurrent = list.nextUpdate !== undefined && at < list.nextUpdate;
    return { list, problem: problem ?? (isCurrent ? undefined : 'the revocation list ran out') };
  }

  #isUsable(list: RevocationList, { certificate }: Authority): boolean {
    const known = this.#usable.get(list) ?? new Map<string, boolean>();
    this.#usable.set(list, known);
    const before = known.get(certificate.sha256);
    if (before !== undefined) return before;
    const maySign = certificate.keyUsage === null || certificate.keyUsage.cRLSign;
    const good = list.notUnderstood === undefined && maySign && verifySignature(list, certificate.publicKeyInfo);
    known.set(certificate.sha256, good);
    return good;
  }
}
