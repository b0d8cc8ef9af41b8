import { type DerElement, DerReader, open, tags } from '../der/der.js';
import { readOid, readSmallInteger } from '../der/der-values.js';
import { malformed } from '../x509.error.js';

/** RFC 5280 §4.2.1.4: stands for every policy. */
export const anyPolicy = '2.5.29.32.0';

/** Subject domain policies by issuer domain policy (RFC 5280 §4.2.1.5). */
export type PolicyMappings = ReadonlyMap<string, ReadonlySet<string>>;

/** Certificates that may still follow before each takes effect (RFC 5280 §4.2.1.11). */
export interface PolicyConstraints {
  readonly requireExplicitPolicy?: number;
  readonly inhibitPolicyMapping?: number;
}

/** OIDs in CertificatePolicies; qualifiers are ignored. Throws `X509Error` (`malformed`). */
export const parsePolicies = (der: Uint8Array): ReadonlySet<string> => {
  const policies = open(der)
    .rest(tags.sequence)
    .map(({ content }) => readOid(new DerReader(content).next()));
  if (policies.length === 0) throw malformed('certificate policies without a policy');
  return new Set(policies);
};

/** Throws `X509Error` (`malformed`). */
export const parsePolicyMappings = (der: Uint8Array): PolicyMappings => {
  const mappings = new Map<string, Set<string>>();
  for (const { content } of open(der).rest(tags.sequence)) {
    const reader = new DerReader(content);
    const [issuerPolicy, subjectPolicy] = [readOid(reader.next()), readOid(reader.next())];
    reader.finish();
    mappings.set(issuerPolicy, (mappings.get(issuerPolicy) ?? new Set()).add(subjectPolicy));
  }
  return mappings;
};

/** Throws `X509Error` (`malformed`). */
export const parsePolicyConstraints = (der: Uint8Array): PolicyConstraints => {
  const reader = open(der);
  const requireExplicitPolicy = skipCertificates(reader.optional(tags.contextPrimitive(0)));
  const inhibitPolicyMapping = skipCertificates(reader.optional(tags.contextPrimitive(1)));
  reader.finish();
  return { requireExplicitPolicy, inhibitPolicyMapping };
};

const skipCertificates = (element: DerElement | undefined): number | undefined =>
  element === undefined ? undefined : readSmallInteger({ ...element, tag: tags.integer });
