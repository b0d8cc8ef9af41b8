import type { Certificate } from '../certificate/certificate.js';
import { isSelfIssued, isValidAt } from '../certificate/checks.js';
import { anyPolicy } from '../certificate/policies.js';
import { nameKey } from '../names/name.js';
import { X509Error } from '../x509.error.js';
import { isIssuedBy } from './issuance.js';
import { NameConstraintState } from './name-constraint-state.js';
import { PolicyGraph } from './policy-graph.js';
import { Work } from './work.js';

/** The inputs of RFC 5280 §6.1.1 that a relying party chooses. */
export interface PathSettings {
  /** OIDs of the policies that are accepted (c); any unless told. */
  readonly policies?: ReadonlySet<string>;
  /** (e) */
  readonly inhibitPolicyMapping?: boolean;
  /** (f) The path must be valid for one of the policies. */
  readonly explicitPolicy?: boolean;
  /** (g) */
  readonly inhibitAnyPolicy?: boolean;
}

/** Result for a valid path. */
export interface ValidPath {
  /** OIDs of the policies it is valid for, in the anchor's domain; `2.5.29.32.0` for any; empty if none is required. */
  readonly policies: ReadonlySet<string>;
}

/**
 * Validates a path as RFC 5280 §6.1 says, with the policy graph of RFC 9618. What the trust anchor's certificate says of paths below
 * it (length, names, policy constraints) applies as well, as in RFC 5937. The dates of the first certificate are left to
 * `assertValidAt`, and revocation (§6.1.3 a 3) to `Revocations`.
 *
 * @param path the certificate to judge first, each followed by its issuer, the trust anchor last
 * @throws X509Error `untrusted`, `issuer_not_valid`, `critical_extension`, `path_too_long`, `name_constraint`,
 * `unsupported_constraint`, `policy`, `work_limit`
 */
export const validatePath = (
  path: readonly [Certificate, ...Certificate[]],
  at: Date,
  settings: PathSettings = {},
  work = new Work(),
): ValidPath => {
  const [subject, ...authorities] = path;
  const anchor = authorities.at(-1);
  if (anchor === undefined) throw new X509Error('untrusted', 'a path without a trust anchor');
  const state = new PathState(authorities.length, settings, work);
  state.beginAt(anchor, at);
  let issuer = anchor;
  for (const authority of authorities.slice(0, -1).reverse()) {
    assertIssued(authority, issuer, work);
    state.descendTo(authority, at);
    issuer = authority;
  }
  assertIssued(subject, issuer, work);
  return state.endAt(subject);
};

/** §6.1.3 a 1 and 4. */
const assertIssued = (certificate: Certificate, issuer: Certificate, work: Work): void => {
  if (nameKey(certificate.issuer) !== nameKey(issuer.subject))
    throw new X509Error('untrusted', 'issued by a CA with another name');
  if (!isIssuedBy(certificate, issuer, work)) throw new X509Error('untrusted', 'not signed by its issuer');
};

/** The variables of §6.1.2, named as they are there. */
class PathState {
  private readonly names: NameConstraintState;
  private readonly graph = new PolicyGraph();
  private explicitPolicy: number;
  private policyMapping: number;
  private inhibitAnyPolicy: number;
  private maxPathLength = Infinity;

  /** @param length n: certificates without the anchor */
  constructor(
    length: number,
    private readonly settings: PathSettings,
    work: Work,
  ) {
    const { explicitPolicy = false, inhibitPolicyMapping = false, inhibitAnyPolicy = false } = settings;
    this.names = new NameConstraintState(work);
    this.explicitPolicy = explicitPolicy ? 0 : length + 1;
    this.policyMapping = inhibitPolicyMapping ? 0 : length + 1;
    this.inhibitAnyPolicy = inhibitAnyPolicy ? 0 : length + 1;
  }

  beginAt(anchor: Certificate, at: Date): void {
    assertUsableAuthority(anchor, at);
    this.prepareNext(anchor);
  }

  /** An authority between: §6.1.3, then §6.1.4. */
  descendTo(authority: Certificate, at: Date): void {
    const selfIssued = isSelfIssued(authority);
    if (!selfIssued) this.names.assertAllows(authority);
    this.processPolicies(authority, selfIssued);
    assertUsableAuthority(authority, at);
    this.mapPolicies(authority);
    if (!selfIssued) this.countDown();
    this.prepareNext(authority);
  }

  /** The certificate to judge: §6.1.3, then §6.1.5. */
  endAt(certificate: Certificate): ValidPath {
    this.names.assertAllows(certificate);
    this.processPolicies(certificate, false);
    const explicitPolicy =
      certificate.policyConstraints.requireExplicitPolicy === 0 ? 0 : Math.max(0, this.explicitPolicy - 1);
    assertUnderstood(certificate);
    const policies = this.graph.policies(this.settings.policies);
    if (explicitPolicy === 0 && policies.size === 0) throw new X509Error('policy', 'valid for no accepted policy');
    return { policies };
  }

  /** §6.1.3 d to f. */
  private processPolicies({ policies }: Certificate, selfIssued: boolean): void {
    this.graph.descend(policies, this.inhibitAnyPolicy > 0 || selfIssued);
    if (this.explicitPolicy === 0 && this.graph.isEmpty) throw new X509Error('policy', 'no policy holds for the path');
  }

  /** §6.1.4 a and b. */
  private mapPolicies({ policyMappings }: Certificate): void {
    for (const [issuerPolicy, subjectPolicies] of policyMappings) {
      if (issuerPolicy === anyPolicy || subjectPolicies.has(anyPolicy))
        throw new X509Error('policy', 'anyPolicy may not be mapped');
    }
    this.graph.map(policyMappings, this.policyMapping === 0);
  }

  /** §6.1.4 h and l. */
  private countDown(): void {
    if (this.maxPathLength === 0) throw new X509Error('path_too_long', 'more CAs than one above allows');
    this.maxPathLength -= 1;
    this.explicitPolicy = Math.max(0, this.explicitPolicy - 1);
    this.policyMapping = Math.max(0, this.policyMapping - 1);
    this.inhibitAnyPolicy = Math.max(0, this.inhibitAnyPolicy - 1);
  }

  /** §6.1.4 g, i, j and m: what an authority asks of everything below it. */
  private prepareNext(authority: Certificate): void {
    const { policyConstraints, inhibitAnyPolicy = Infinity, pathLength = Infinity } = authority;
    const { requireExplicitPolicy = Infinity, inhibitPolicyMapping = Infinity } = policyConstraints;
    this.names.add(authority);
    this.explicitPolicy = Math.min(this.explicitPolicy, requireExplicitPolicy);
    this.policyMapping = Math.min(this.policyMapping, inhibitPolicyMapping);
    this.inhibitAnyPolicy = Math.min(this.inhibitAnyPolicy, inhibitAnyPolicy);
    this.maxPathLength = Math.min(this.maxPathLength, pathLength);
  }
}

/** §6.1.3 a 2, §6.1.4 k, n and o. */
const assertUsableAuthority = (authority: Certificate, at: Date): void => {
  const { isAuthority, keyUsage } = authority;
  if (!isValidAt(authority, at))
    throw new X509Error('issuer_not_valid', `a CA above it is valid until ${authority.notAfter.toISOString()}`);
  if (!isAuthority) throw new X509Error('untrusted', 'issued by a certificate that is not a CA');
  if (keyUsage !== null && !keyUsage.keyCertSign)
    throw new X509Error('untrusted', 'issued by a CA whose key may not sign certificates');
  assertUnderstood(authority);
};

/** §6.1.4 o and §6.1.5 e; throws `X509Error` (`critical_extension`) with the OID. */
export const assertUnderstood = ({ notUnderstood: [first] }: Certificate): void => {
  if (first !== undefined) throw new X509Error('critical_extension', `critical extension ${first}`, first);
};
