import type { CertificateAuthenticationMethod, CredentialSan, CredentialType } from '@postern/contracts';
import type { JWK } from 'jose';

/** A credential that an application authenticates with at this moment, as the token endpoint needs it. */
export interface ActiveCredential {
  readonly id: string;
  readonly method: CertificateAuthenticationMethod;
  readonly type: CredentialType;
  readonly kid: string | null;
  /** Algorithm of assertions; null for TLS. */
  readonly alg: string | null;
  /** `nameKey` of x509: equal for names that match (RFC 5280 §7.1). */
  readonly subjectKey: string | null;
  readonly san: CredentialSan | null;
  /** Lower-case hex, of the DER. */
  readonly sha1: string | null;
  /** Lower-case hex, of the DER. */
  readonly sha256: string | null;
  readonly publicJwk: JWK | null;
  /** Milliseconds since 1970; null: no limit. */
  readonly notBefore: number | null;
  readonly expiresAt: number | null;
}
