import type { Certificate } from '../certificate/certificate.js';
import { assertStrong, assertStrongKey, assertValidAt } from '../certificate/checks.js';
import { nameKey } from '../names/name.js';
import type { AuthorityPath } from '../path/certificate-path.js';
import { PathFinder } from '../path/path-finder.js';
import { type Authority, readAuthority, TrustStore } from '../path/trust-store.js';
import { X509Error } from '../x509.error.js';
import type { RevocationList } from './configured-list.js';

/** Judges whether the certificate of a list's signer was revoked itself. */
export type SignerCheck = (signer: Certificate, path: AuthorityPath) => Promise<unknown>;

/**
 * Finds who signed a list: the authority itself, the same authority with another key, or somebody whom an authority charged with it.
 * Whoever is not on the path that is judged needs a path of their own to the same anchor (RFC 5280 §6.3.3 f and g).
 */
export class ListSigners {
  private readonly paths = new PathFinder(1000);
  private readonly stores = new WeakMap<TrustStore, Map<string, TrustStore>>();
  private readonly authorities: readonly Authority[];

  /** @param certificates further certificates that may be theirs; none is trusted by itself */
  constructor(private readonly certificates: readonly Certificate[]) {
    this.authorities = certificates.flatMap(intermediate);
  }

  /**
   * Why a list cannot be attributed to its issuer; undefined if it can.
   *
   * @throws what `isRevoked` throws of its own
   */
  async problem(
    list: RevocationList,
    path: AuthorityPath,
    at: Date,
    isRevoked: SignerCheck,
  ): Promise<string | undefined> {
    let cause = 'nobody known here signed it';
    for (const { certificate, isOnPath } of this.candidates(list, path)) {
      if (!(await list.isSignedBy(certificate.publicKeyInfo))) continue;
      try {
        assertMaySignLists(certificate);
        if (!isOnPath) await isRevoked(certificate, this.pathOf(certificate, path, at));
        return undefined;
      } catch (error) {
        if (!(error instanceof X509Error)) throw error;
        cause = `its signer cannot be accepted: ${error.message}`;
      }
    }
    return cause;
  }

  /** Whether any authority in a store, or anybody who has a path to one, signed a list. */
  async isUsable(list: RevocationList, store: TrustStore, at: Date): Promise<boolean> {
    for (const anchor of store.anchors) {
      const path: AuthorityPath = { authorities: [anchor], anchor, policies: new Set(), store };
      if ((await this.problem(list, path, at, () => Promise.resolve())) === undefined) return true;
    }
    return false;
  }

  private *candidates(
    { content: { issuerKey } }: RevocationList,
    path: AuthorityPath,
  ): Generator<{ readonly certificate: Certificate; readonly isOnPath: boolean }> {
    const seen = new Set<string>();
    const isNew = ({ sha256 }: Certificate): boolean => !seen.has(sha256) && seen.add(sha256).size > 0;
    for (const { certificate, nameKey: name } of path.authorities)
      if (name === issuerKey && isNew(certificate)) yield { certificate, isOnPath: true };
    const others = [...path.store.authorities.map(({ certificate }) => certificate), ...this.certificates];
    for (const certificate of others)
      if (nameKey(certificate.subject) === issuerKey && isNew(certificate)) yield { certificate, isOnPath: false };
  }

  private pathOf(signer: Certificate, { store, anchor }: AuthorityPath, at: Date): AuthorityPath {
    assertStrong(signer);
    assertValidAt(signer, at);
    return this.paths.find(signer, this.storeBelow(store, anchor), at);
  }

  /** One anchor, and all CAs that may be below it. */
  private storeBelow(store: TrustStore, anchor: Authority): TrustStore {
    const stores = this.stores.get(store) ?? new Map<string, TrustStore>();
    this.stores.set(store, stores);
    const known = stores.get(anchor.certificate.sha256);
    if (known !== undefined) return known;
    const below = store.authorities.filter(({ isAnchor }) => !isAnchor);
    const made = new TrustStore([anchor, ...below, ...this.authorities]);
    stores.set(anchor.certificate.sha256, made);
    return made;
  }
}

const assertMaySignLists = (certificate: Certificate): void => {
  assertStrongKey(certificate);
  if (certificate.keyUsage !== null && !certificate.keyUsage.cRLSign)
    throw new X509Error('wrong_purpose', 'its key may not sign lists');
};

/** A root that lies beside a list is no trust anchor, and other certificates issue nothing. */
const intermediate = ({ der }: Certificate): Authority[] => {
  try {
    const authority = readAuthority(der);
    return authority.isAnchor ? [] : [authority];
  } catch (error) {
    if (error instanceof X509Error) return [];
    throw error;
  }
};
