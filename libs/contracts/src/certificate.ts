/** What may be shown of an X.509 certificate. Every string is data from the certificate: escape it, never parse it again. */
export interface CertificateSummary {
  /** Headline for people: common name, else the first subject alternative name, else the whole subject. */
  readonly name: string;
  /** Subject name in RFC 4514 form, most specific part first. */
  readonly subject: string;
  /** Headline of the issuer, chosen as `name` is. */
  readonly issuerName: string;
  /** Issuer name in RFC 4514 form. */
  readonly issuer: string;
  /** Upper-case hexadecimal, no separators. */
  readonly serialNumber: string;
  /** ISO 8601, UTC. */
  readonly notBefore: string;
  /** ISO 8601, UTC. */
  readonly notAfter: string;
  /** SHA-256 of the DER, lower-case hexadecimal. */
  readonly sha256: string;
  /** For example `EC P-256` or `RSA 2048`. */
  readonly key: string;
  /** Extended key usages by their short name (`clientAuth`) or OID. */
  readonly purposes: readonly string[];
  /** `type:value`, for example `email:ada@example.test`. */
  readonly alternativeNames: readonly string[];
  /** OIDs of certificate policies; absent without any, and from summaries that were stored before they were kept. */
  readonly policies?: readonly string[];
}

/** What state a certificate is in for the person who looks at it. */
export type CertificateState = 'valid' | 'linked' | 'not_linked' | 'expired' | 'not_yet_valid' | 'revoked' | 'refused';

/** CRLReason (RFC 5280 §5.3.1). */
export const revocationReasons = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const;
export type RevocationReason = (typeof revocationReasons)[number];

/** The subject of a refusal, in addition to its code. Texts are printable and bounded; they may come from the certificate. */
export interface RefusalFacts {
  /**
   * OID of an extension, name of an algorithm, or the name that an issuer may not certify, as `dns:host.example.org`; for what a method
   * demands, the policy (OID), key usage or purpose that is missing, or the validity in days.
   */
  readonly about?: string;
  readonly revocation?: {
    /** ISO 8601. */
    readonly at: string;
    readonly reason: RevocationReason;
    /** The issuer that is revoked; null when it is the certificate itself. */
    readonly authority: string | null;
  };
}

/** `POST /api/v2/certificates/inspect` `{ certificate: PEM }`: what is in a certificate; refuses private keys. */
export type CertificateInspection = CertificateSummary;

/**
 * `POST /api/v2/certificates/read` `{ certificate: text }` or `{ file: base64 }`: every certificate in it, whatever its format, each once;
 * refuses private keys.
 */
export interface ReadCertificate {
  readonly pem: string;
  readonly certificate: CertificateSummary;
}
