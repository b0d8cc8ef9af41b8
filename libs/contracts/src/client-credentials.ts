import type { CertificateSummary } from './certificate.js';

/** How an application authenticates with a certificate or a key (RFC 8705 §2, RFC 7523 §2.2), instead of a secret. */
export const certificateAuthenticationMethods = [
  'self_signed_tls_client_auth',
  'tls_client_auth',
  'private_key_jwt',
] as const;
export type CertificateAuthenticationMethod = (typeof certificateAuthenticationMethods)[number];

export const credentialTypes = ['x509_cert', 'cert_subject_dn', 'cert_san', 'public_key'] as const;
export type CredentialType = (typeof credentialTypes)[number];

export const sanTypes = ['dns', 'uri', 'ip', 'email'] as const;

/** A subject alternative name that a CA-signed certificate must carry (RFC 8705 §2.1.2). */
export interface CredentialSan {
  readonly type: (typeof sanTypes)[number];
  readonly value: string;
}

/** `GET /api/v2/clients/{client_id}/credentials` answers an array; `…/{id}` one. Public parts only. */
export interface ClientCredential {
  readonly id: string;
  readonly name: string | null;
  /** Names the key in an assertion's header: thumbprint of the key (RFC 7638), or as given. Null without a key. */
  readonly kid: string | null;
  /** The one algorithm of its assertions: RS256, PS256 or ES256. Null: any of them that suits its key. */
  readonly alg: string | null;
  readonly credential_type: CredentialType;
  /** RFC 4514 text; null where there is no name. */
  readonly subject_dn: string | null;
  readonly san: CredentialSan | null;
  /** base64url of the DER's SHA-1, as `x5t` has it. */
  readonly thumbprint_sha1: string | null;
  /** base64url of the DER's SHA-256, as `x5t#S256` has it. */
  readonly thumbprint_sha256: string | null;
  readonly certificate: CertificateSummary | null;
  readonly starts_at: string | null;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  /** Authentication methods of the application that use it; empty: inactive. */
  readonly used_by: readonly CertificateAuthenticationMethod[];
  readonly created_at: string;
  readonly updated_at: string;
}

/** `POST /api/v2/clients/{client_id}/credentials`, and inside `client_authentication_methods` of a new client. */
export interface ClientCredentialInput {
  readonly name?: string | null;
  readonly credential_type: CredentialType;
  /** A certificate for x509_cert and cert_subject_dn (newlines may be escaped), a public key for public_key. */
  readonly pem?: string;
  /** `C=XX\nST=…\nCN=…` or RFC 4514. */
  readonly subject_dn?: string;
  readonly san?: CredentialSan;
  readonly alg?: string;
  readonly kid?: string;
  /** Only for public_key: a certificate brings its own. */
  readonly expires_at?: string;
  /** For public_key whose `pem` is a certificate: the credential expires with it. */
  readonly parse_expiry_from_cert?: boolean;
}

/** Which credentials serve which method; exactly one method at a time. */
export type ClientAuthenticationMethods = Readonly<
  Partial<Record<CertificateAuthenticationMethod, { readonly credentials: readonly { readonly id: string }[] }>>
>;

/** The same in the `POST /api/v2/clients` body: the credentials are created with the application, or nothing is. */
export type NewClientAuthenticationMethods = Readonly<
  Partial<Record<CertificateAuthenticationMethod, { readonly credentials: readonly ClientCredentialInput[] }>>
>;

/** Days before the expiry of a credential when warnings begin. */
export const credentialExpiryWarningDays = 30;

/**
 * `GET /api/v2/expiring-credentials`, an array: credentials in use that have expired or do so within
 * `credentialExpiryWarningDays`, the soonest first, 100 at most.
 */
export interface ExpiringCredential extends ClientCredential {
  readonly client: { readonly client_id: string; readonly name: string };
}

/** Manifest form of certificates: `GET`/`PUT /api/v2/clients/{client_id}/key-credentials` `{ keyCredentials: […] }`. */
export interface KeyCredential {
  /** base64 SHA-1 thumbprint. */
  readonly customKeyIdentifier: string;
  readonly keyId: string;
  readonly type: 'AsymmetricX509Cert';
  readonly usage: 'Verify';
  /** base64 DER. */
  readonly value: string;
  readonly displayName?: string | null;
  readonly startDateTime?: string;
  readonly endDateTime?: string;
}

/** For reading and writing. `PUT` replaces the certificates of private_key_jwt; those that stay keep their `keyId`. */
export interface KeyCredentialManifest<T = KeyCredential> {
  readonly keyCredentials: readonly T[];
}
/** An entry of `PUT`; a `customKeyIdentifier` or dates that disagree with `value` are refused. */
export type KeyCredentialInput = Pick<KeyCredential, 'type' | 'usage' | 'value'> & Partial<KeyCredential>;

/** `/api/v2/client-trust-anchors[/{id}]`, an array: CAs whose certificates applications may present. Separate from those of people. */
export interface ClientTrustAnchor {
  readonly id: string;
  readonly name: string;
  readonly certificate: CertificateSummary;
  readonly createdAt: string;
}

/** `POST /api/v2/client-trust-anchors` */
export interface ClientTrustAnchorInput {
  /** By default the name in the certificate. */
  readonly name?: string | null;
  /** One CA certificate, PEM. The issuer of an intermediate CA must be added first. */
  readonly pem: string;
}

/** `/api/v2/resource-servers`: an API that tokens are issued for. */
export interface ResourceServer {
  readonly id: string;
  readonly name: string;
  /** The audience: an absolute URI (RFC 8707). */
  readonly identifier: string;
  readonly scopes: readonly { readonly value: string; readonly description: string | null }[];
  readonly access_token_format: 'jwt' | 'opaque';
  /** Signature of access tokens in the form of RFC 9068. */
  readonly signing_alg: 'ES256' | 'RS256';
  /** Seconds. */
  readonly access_token_ttl: number;
  /** The application that is this API: only it may exchange tokens that were sent to it. */
  readonly client_id: string | null;
  readonly built_in: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

/** POST body; PATCH takes any part of it but `identifier`: tokens and grants name the API by it. */
export type ResourceServerInput = Pick<ResourceServer, 'name' | 'identifier'> &
  Partial<Pick<ResourceServer, 'access_token_format' | 'signing_alg' | 'access_token_ttl' | 'client_id'>> & {
    readonly scopes?: readonly { readonly value: string; readonly description?: string | null }[];
  };

/** `/api/v2/client-grants`: what an application may do at an API. Without a grant it may do nothing. */
export interface ClientGrant {
  readonly id: string;
  readonly client_id: string;
  /** `identifier` of the resource server. */
  readonly audience: string;
  readonly scope: readonly string[];
  /** May act there for the people whose tokens it was sent (on-behalf-of, RFC 8693). */
  readonly on_behalf_of: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

/** POST body; PATCH takes `scope` and `on_behalf_of`. */
export type ClientGrantInput = Pick<ClientGrant, 'client_id' | 'audience'> &
  Partial<Pick<ClientGrant, 'scope' | 'on_behalf_of'>>;
