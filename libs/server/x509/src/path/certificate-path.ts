import { Certificate as EngineCertificate, CertificateChainValidationEngine, NameConstraints } from 'pkijs';
import type { Certificate } from '../certificate/certificate.js';
import { isSelfSigned, isValidAt } from '../certificate/checks.js';
import { nameKey } from '../names/name.js';
import { allowsClientAuth } from '../certificate/purpose.js';
import type { Authority, TrustStore } from './trust-store.js';
import { X509Error } from '../x509.error.js';

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
 * the chain engine then judges the path: names, dates, CA bits, name constraints, policies. The certificate's own dates are left to
 * `assertValidAt`.
 *
 * @throws X509Error `self_signed`, `untrusted`, `wrong_purpose` when an authority may not issue client certificates
 */
export const findPath = async (certificate: Certificate, store: TrustStore, at: Date): Promise<AuthorityPath> => {
  if (certificate.notUnderstood.length > 0) {
    throw new X509Error('untrusted', `critical extension ${certificate.notUnderstood.join(', ')}`);
  }
  let reason: X509Error | undefined;
  let tried = 0;
  const isUsable = (authority: Authority) => isValidAt(authority.certificate, at);
  for (const path of pathsThrough(store.issuersOf(certificate), [], store, isUsable)) {
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

/** Whether a registered authority hangs below a trust anchor, whenever that is valid; one that does not leads nowhere. */
export const leadsToAnchor = (authority: Authority, store: TrustStore): boolean =>
  pathsThrough([authority], [], store, () => true).next().done === false;

/** Walks up depth first. A key appears once per path, so cross-signed authorities end the walk. */
function* pathsThrough(
  issuers: readonly Authority[],
  below: readonly Authority[],
  store: TrustStore,
  isUsable: (authority: Authority) => boolean,
): Generator<AuthorityPath> {
  for (const issuer of issuers) {
    const isRepeated = below.some(({ certificate }) => sameKey(certificate, issuer.certificate));
    if (isRepeated || !isUsable(issuer)) continue;
    const authorities = [...below, issuer];
    if (issuer.isAnchor) yield { authorities, anchor: issuer };
    else if (authorities.length <= mostIntermediates) {
      yield* pathsThrough(store.issuersOfAuthority(issuer), authorities, store, isUsable);
    }
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
    const chain = [
      withoutDates(parseForEngine(certificate)),
      ...path.authorities.map((authority) => engineCertificateOf(authority.certificate)),
    ];
    const anchor = chain.at(-1);
    if (anchor === undefined) return new X509Error('untrusted', 'empty path');
    const engine = new CertificateChainValidationEngine({
      trustedCerts: [anchor],
      // The engine takes the last one for the certificate to judge.
      certs: chain.slice(0, -1).reverse(),
      checkDate: at,
      // Signatures were verified by OpenSSL when the path was found; it knows more algorithms and is faster.
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

const parseForEngine = ({ der }: Certificate): EngineCertificate =>
  EngineCertificate.fromBER(new Uint8Array(der).buffer);

/** Valid at any time; signatures are over the bytes, which stay. */
const withoutDates = (certificate: EngineCertificate): EngineCertificate => {
  certificate.notBefore.value = new Date(0);
  certificate.notAfter.value = new Date(8.64e15);
  return certificate;
};

const engineCertificates = new WeakMap<Certificate, EngineCertificate>();

/** Most of a path's cost is the engine's parser; authorities are parsed once. */
const engineCertificateOf = (authority: Certificate): EngineCertificate => {
  const parsed = engineCertificates.get(authority) ?? parseForEngine(authority);
  engineCertificates.set(authority, parsed);
  return parsed;
};

/** RFC 5280 leaves constraints of the anchor itself to the application; whoever wrote them there means them. */
const nameConstraints = (anchor: EngineCertificate): NameConstraints | undefined => {
  const values = anchor.extensions?.map(({ parsedValue }): unknown => parsedValue);
  return values?.find((value) => value instanceof NameConstraints);
};
