import { Certificate as EngineCertificate, CertificateChainValidationEngine, NameConstraints } from 'pkijs';
import type { Certificate } from './certificate.js';
import { isSelfSigned, isValidAt } from './checks.js';
import { nameKey } from './name.js';
import { allowsClientAuth } from './purpose.js';
import { verifySignature } from './signature.js';
import type { Authority, TrustStore } from './trust-store.js';
import { X509Error } from './x509.error.js';

/** Authorities between a certificate and its trust anchor; as Nginx's `ssl_verify_depth 3`. */
const mostIntermediates = 3;
/** Cross-signed authorities make several paths; more than these are not tried. */
const mostPaths = 8;

export interface AuthorityPath {
  /** Issuer first, trust anchor last. */
  readonly authorities: readonly Authority[];
  readonly anchor: Authority;
}

/**
 * Finds a path from a certificate to a trust anchor (RFC 5280 §6) whose authorities are all valid at `at`.
 * Issuers are found by name and proved by signature, so an authority of the same name but with another key never matches;
 * the chain engine then judges the path: names, dates, CA bits, name constraints, policies.
 *
 * @throws X509Error `self_signed`, `untrusted`, `wrong_purpose` when an authority may not issue client certificates
 */
export const findPath = async (certificate: Certificate, store: TrustStore, at: Date): Promise<AuthorityPath> => {
  if (certificate.notUnderstood.length > 0) {
    throw new X509Error('untrusted', `critical extension ${certificate.notUnderstood.join(', ')}`);
  }
  let reason: X509Error | undefined;
  let tried = 0;
  for (const path of pathsTo(certificate, store, at, [])) {
    const problem = problemOf(path) ?? (await engineProblem(certificate, path, at));
    if (problem === undefined) return path;
    reason ??= problem;
    if (++tried >= mostPaths) break;
  }
  if (reason !== undefined) throw reason;
  throw isSelfSigned(certificate)
    ? new X509Error('self_signed', 'signed by its own key')
    : new X509Error('untrusted', 'no path to a trust anchor');
};

/** Whether a registered authority hangs below a trust anchor; one that does not leads nowhere. */
export const leadsToAnchor = ({ certificate, isAnchor }: Authority, store: TrustStore, at: Date): boolean =>
  isAnchor || pathsTo(certificate, store, at, []).next().done === false;

/** Walks up depth first. A key appears once per path, so cross-signed authorities end the walk. */
function* pathsTo(
  from: Certificate,
  store: TrustStore,
  at: Date,
  below: readonly Authority[],
): Generator<AuthorityPath> {
  for (const issuer of store.possibleIssuers(from)) {
    const { certificate } = issuer;
    if (!isValidAt(certificate, at) || below.some((other) => sameKey(other.certificate, certificate))) continue;
    if (!verifySignature(from, certificate.publicKeyInfo)) continue;
    const authorities = [...below, issuer];
    if (issuer.isAnchor) yield { authorities, anchor: issuer };
    else if (authorities.length <= mostIntermediates) yield* pathsTo(certificate, store, at, authorities);
  }
}

const sameKey = (one: Certificate, other: Certificate): boolean =>
  Buffer.compare(one.publicKeyInfo, other.publicKeyInfo) === 0;

/** What RFC 5280 §6.1.4 asks for and the engine does not look at. */
const problemOf = ({ authorities }: AuthorityPath): X509Error | undefined => {
  let below = 0;
  for (const { certificate, isAnchor } of authorities) {
    const { pathLength, purposes } = certificate;
    if (pathLength !== undefined && below > pathLength) return new X509Error('untrusted', 'path length constraint');
    if (!allowsClientAuth(purposes))
      return new X509Error('wrong_purpose', 'an authority may not issue client certificates');
    const isSelfIssued = nameKey(certificate.subject) === nameKey(certificate.issuer);
    if (!isAnchor && !isSelfIssued) below += 1;
  }
  return undefined;
};

const engineProblem = async (
  certificate: Certificate,
  path: AuthorityPath,
  at: Date,
): Promise<X509Error | undefined> => {
  try {
    const chain = [certificate, ...path.authorities.map((authority) => authority.certificate)].map(({ der }) =>
      EngineCertificate.fromBER(new Uint8Array(der).buffer),
    );
    const anchor = chain.at(-1);
    if (anchor === undefined) return new X509Error('untrusted', 'empty path');
    const engine = new CertificateChainValidationEngine({
      trustedCerts: [anchor],
      // The engine takes the last one for the certificate to judge.
      certs: chain.slice(0, -1).reverse(),
      checkDate: at,
      // Signatures were verified above by OpenSSL, which knows more algorithms and is faster.
      findIssuer: (from) => Promise.resolve(chain.slice(chain.indexOf(from) + 1).slice(0, 1)),
    });
    const constraints = nameConstraints(anchor);
    const { result, resultMessage } = await engine.verify({
      initialPermittedSubtreesSet: constraints?.permittedSubtrees,
      initialExcludedSubtreesSet: constraints?.excludedSubtrees,
    });
    return result ? undefined : new X509Error('untrusted', resultMessage);
  } catch (error) {
    return new X509Error('untrusted', error instanceof Error ? error.message : 'the chain engine cannot read it');
  }
};

/** RFC 5280 leaves constraints of the anchor itself to the application; whoever wrote them there means them. */
const nameConstraints = (anchor: EngineCertificate): NameConstraints | undefined => {
  const values = anchor.extensions?.map(({ parsedValue }): unknown => parsedValue);
  return values?.find((value) => value instanceof NameConstraints);
};
