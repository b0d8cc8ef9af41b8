import type { AuthorityPath, Certificate, TrustStore } from '@postern/x509';

/** An access token that this Postern issued and that is valid now. */
export interface CallerToken {
  readonly scopes: ReadonlySet<string>;
  readonly audiences: readonly string[];
  /** `cnf.x5t#S256` (RFC 8705 §3.1): base64url SHA-256 of the certificate it is bound to; null: a bearer token. */
  readonly certificate: string | null;
  /** Level of the sign-in behind it; null: no person, or not known. */
  readonly acr: string | null;
  /** RFC 8176 `amr` of that sign-in; empty: not known. */
  readonly amr: readonly string[];
  /** When that was proved, in seconds since 1970. */
  readonly authTime: number | null;
}

/** Whether a certificate was revoked or blocked; throws `X509Error`. */
interface RevocationCheck {
  assertNotRevoked(certificate: Certificate, path: AuthorityPath, at: Date): Promise<unknown>;
}

/** The facts about a caller that policies use. */
export interface Caller {
  /** Null: none was shown. */
  readonly certificate: Certificate | null;
  /** Of the Authorization header; null: none. */
  readonly accessToken: string | null;
  readonly at: Date;
  /** Whether a certificate with these bytes was uploaded. */
  readonly isUploaded: () => Promise<boolean> | boolean;
  /** The gateway's trust anchors with these ids, or all for none. */
  readonly trust: (trustAnchorIds: readonly string[]) => Promise<TrustStore> | TrustStore;
  readonly findPath: (certificate: Certificate, store: TrustStore, at: Date) => AuthorityPath;
  readonly revocations: () => Promise<RevocationCheck> | RevocationCheck;
  readonly findToken: (token: string) => Promise<CallerToken | undefined>;
}
