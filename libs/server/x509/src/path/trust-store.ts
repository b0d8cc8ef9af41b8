import { type Certificate, parseCertificate } from '../certificate/certificate.js';
import { type AlgorithmChoice, assertStrong, assertStrongKey, isSelfSigned } from '../certificate/checks.js';
import { groupBy } from '../group-by.js';
import { nameKey } from '../names/name.js';
import { sha256 } from '../certificate/thumbprint.js';
import { X509Error } from '../x509.error.js';
import { isIssuedBy } from './issuance.js';
import { assertUnderstood } from './validate-path.js';
import { Work } from './work.js';

/** A registered certificate authority. */
export interface Authority {
  readonly certificate: Certificate;
  readonly nameKey: string;
  /** Self-signed: paths end here. Others only lead to one. */
  readonly isAnchor: boolean;
}

/**
 * Reads a CA certificate to be trusted as an issuer.
 *
 * @throws X509Error `malformed`, `not_der`, `weak_key`, `unsupported_algorithm`, `curve_not_allowed`, `critical_extension`, `untrusted` when
 * it is not a CA
 */
export const readAuthority = (der: Uint8Array, choice: AlgorithmChoice = {}): Authority => {
  const certificate = parseCertificate(der);
  const { isAuthority, keyUsage } = certificate;
  if (!isAuthority) throw new X509Error('untrusted', 'not a CA certificate');
  if (keyUsage !== null && !keyUsage.keyCertSign)
    throw new X509Error('untrusted', 'a CA whose key may not sign certificates');
  assertUnderstood(certificate);
  assertStrongKey(certificate, choice);
  // The signature of an anchor proves nothing: an administrator chose the key.
  const isAnchor = isSelfSigned(certificate);
  if (!isAnchor) assertStrong(certificate, choice);
  return { certificate, nameKey: nameKey(certificate.subject), isAnchor };
};

/** The authorities that one sign-in method trusts. */
export class TrustStore {
  /** Equal for equal sets of certificates. */
  readonly identity: string;
  private readonly above = new Map<Authority, readonly Authority[]>();
  private readonly bySubject: ReadonlyMap<string, readonly Authority[]>;

  constructor(readonly authorities: readonly Authority[]) {
    const thumbprints = [...new Set(authorities.map(({ certificate }) => certificate.sha256))].sort();
    this.identity = sha256(Buffer.from(thumbprints.join()));
    this.bySubject = groupBy(authorities, (authority) => authority.nameKey);
  }

  get anchors(): readonly Authority[] {
    return this.authorities.filter(({ isAnchor }) => isAnchor);
  }

  /**
   * Authorities that issued a certificate: found by name, proved by signature. Key identifiers only say which of them to try
   * first (RFC 5280 §4.2.1.1).
   *
   * @throws X509Error `work_limit`
   */
  issuersOf(certificate: Certificate, work = new Work()): readonly Authority[] {
    const { authorityKeyId } = certificate;
    const named = this.bySubject.get(nameKey(certificate.issuer)) ?? [];
    const proved = (authorities: readonly Authority[]) =>
      authorities.filter((authority) => isIssuedBy(certificate, authority.certificate, work));
    const isOther = ({ certificate: { subjectKeyId } }: Authority) =>
      authorityKeyId !== undefined && subjectKeyId !== undefined && authorityKeyId !== subjectKeyId;
    const issuers = proved(named.filter((authority) => !isOther(authority)));
    return issuers.length > 0 ? issuers : proved(named.filter(isOther));
  }

  /** The same for one of the authorities; found once. */
  issuersOfAuthority(authority: Authority, work: Work): readonly Authority[] {
    const known = this.above.get(authority);
    if (known !== undefined) return known;
    const issuers = this.issuersOf(authority.certificate, work);
    this.above.set(authority, issuers);
    return issuers;
  }
}
