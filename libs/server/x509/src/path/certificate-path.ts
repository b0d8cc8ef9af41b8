import type { Certificate } from '../certificate/certificate.js';
import { isSelfSigned, isValidAt } from '../certificate/checks.js';
import { allowsClientAuth } from '../certificate/purpose.js';
import { X509Error } from '../x509.error.js';
import type { Authority, TrustStore } from './trust-store.js';
import { assertUnderstood, type PathSettings, validatePath } from './validate-path.js';
import { costs, Work } from './work.js';

/** Default maximum of intermediate CAs in a path; equals Nginx's `ssl_verify_depth 3`. */
const usualIntermediates = 3;
/** Cross-signed authorities make several paths; more than these are not tried. */
const mostPaths = 8;

export interface AuthorityPath {
  /** Issuer first, trust anchor last. */
  readonly authorities: readonly Authority[];
  readonly anchor: Authority;
  /** OIDs of the certificate policies valid for it, as in `ValidPath`. */
  readonly policies: ReadonlySet<string>;
  /** Trust store that it was found in. */
  readonly store: TrustStore;
}

/**
 * Finds a valid path (RFC 5280 §6) from a certificate to a trust anchor. Issuers are found by name and proved by signature, so
 * an authority of the same name but with another key never matches. The certificate's own dates are left to `assertValidAt`.
 *
 * @throws X509Error `self_signed`, `untrusted`, `wrong_purpose` when an authority may not issue client certificates, and what
 * `validatePath` says of the first path
 */
export const findPath = (
  certificate: Certificate,
  store: TrustStore,
  at: Date,
  { mostIntermediates = usualIntermediates, ...settings }: PathSettings & { readonly mostIntermediates?: number } = {},
): AuthorityPath => {
  assertUnderstood(certificate);
  const work = new Work();
  const search = new PathSearch(store, work, mostIntermediates);
  const issuers = store.issuersOf(certificate, work);
  const isUsable = (authority: Authority) => isValidAt(authority.certificate, at);
  let reason: X509Error | undefined;
  let tried = 0;
  for (const authorities of search.from(issuers, isUsable)) {
    if (++tried > mostPaths) throw new X509Error('work_limit', `more than ${mostPaths} paths`);
    try {
      return validate(certificate, authorities, { at, settings, work, store });
    } catch (error) {
      if (!(error instanceof X509Error) || error.reason === 'work_limit') throw error;
      reason ??= error;
    }
  }
  throw reason ?? absence(certificate, issuers, search);
};

/** Whether a registered CA has a path to a trust anchor that `isUsable`; without one it is of no use. */
export const leadsToAnchor = (
  authority: Authority,
  store: TrustStore,
  isUsable: (authority: Authority) => boolean = () => true,
): boolean => new PathSearch(store).from([authority], isUsable).next().done === false;

interface Circumstances {
  readonly at: Date;
  readonly settings: PathSettings;
  readonly work: Work;
  readonly store: TrustStore;
}

const validate = (
  certificate: Certificate,
  authorities: readonly Authority[],
  { at, settings, work, store }: Circumstances,
): AuthorityPath => {
  const certificates = authorities.map((authority) => authority.certificate);
  const { policies } = validatePath([certificate, ...certificates], at, settings, work);
  if (!certificates.every(({ purposes }) => allowsClientAuth(purposes)))
    throw new X509Error('wrong_purpose', 'a CA above it may not issue client certificates');
  return { authorities, anchor: authorities.at(-1) as Authority, policies, store };
};

/** Reason why there is no path. */
const absence = (certificate: Certificate, issuers: readonly Authority[], search: PathSearch): X509Error => {
  if (search.wasCutOff)
    return new X509Error('path_too_long', `more than ${search.mostIntermediates} authorities between`);
  const [expired] = search.from(issuers, () => true);
  if (expired !== undefined) return new X509Error('issuer_not_valid', 'a CA above it has expired or is not valid yet');
  return isSelfSigned(certificate)
    ? new X509Error('self_signed', 'signed by its own key')
    : new X509Error('untrusted', 'no path to a trust anchor');
};

/** Walks up depth first. A CA appears once per path, so cross-signing cannot loop. */
class PathSearch {
  private cutOff = false;

  constructor(
    private readonly store: TrustStore,
    private readonly work = new Work(),
    readonly mostIntermediates = usualIntermediates,
  ) {}

  /** Whether a walk ended because it was too long. */
  get wasCutOff(): boolean {
    return this.cutOff;
  }

  /** @throws X509Error `work_limit` */
  *from(
    issuers: readonly Authority[],
    isUsable: (authority: Authority) => boolean,
    below: readonly Authority[] = [],
  ): Generator<readonly Authority[]> {
    for (const issuer of issuers) {
      this.work.spend(costs.step);
      const isRepeated = below.some((authority) => isSame(authority, issuer));
      if (isRepeated || !isUsable(issuer)) continue;
      const authorities = [...below, issuer];
      if (issuer.isAnchor) yield authorities;
      else if (authorities.length > this.mostIntermediates) this.cutOff = true;
      else yield* this.from(this.store.issuersOfAuthority(issuer, this.work), isUsable, authorities);
    }
  }
}

/** Same name and key, regardless of the issuer (RFC 4158 §2.4.2). */
const isSame = (one: Authority, other: Authority): boolean =>
  one.nameKey === other.nameKey && Buffer.compare(one.certificate.publicKeyInfo, other.certificate.publicKeyInfo) === 0;
