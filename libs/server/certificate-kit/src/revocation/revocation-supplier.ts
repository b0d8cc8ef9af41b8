import type { AuthorityPath, Certificate, RevocationList, UnreadableList } from '@postern/x509';

/** What an administrator has decided about one CA. */
export interface AuthorityRule {
  /** `nameKey` of the CA, as lists name their issuer. */
  readonly issuerKey: string;
  /** Its certificates are not checked. */
  readonly isIgnored: boolean;
  /** Hours that a list is used after it expired. */
  readonly graceHours: number;
}

/** A certificate that an administrator has blocked. */
export interface CertificateBlock {
  readonly id: string;
  readonly reason: string;
  readonly since: Date;
  readonly until: Date | null;
}

/** Revocations that do not come from files; one object as long as nothing changes. */
export interface SuppliedRevocations {
  readonly lists: readonly RevocationList[];
  readonly unreadable: readonly UnreadableList[];
  /** By `authorityKey`. */
  readonly rules: ReadonlyMap<string, AuthorityRule>;
  /** The block of a certificate that is in force. */
  readonly blockOf: (certificate: Certificate, at: Date) => CertificateBlock | undefined;
}

/** Who keeps them: the feature that fetches lists, asks responders and remembers blocks. */
export interface RevocationSupplier {
  current(): Promise<SuppliedRevocations>;
  /**
   * For CAs that answer by OCSP (RFC 6960).
   *
   * @throws X509Error `revoked`, `revocation_unknown`
   */
  assertAnswered(certificate: Certificate, path: AuthorityPath, at: Date): Promise<void>;
  /** A certificate was found good; returns at once. */
  noteUse(certificate: Certificate, path: AuthorityPath, at: Date): void;
}
