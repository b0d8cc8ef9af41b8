import type { CertificateSummary } from './certificate.js';
import type { GatewayReference } from './gateway-apis.js';

/** SHA-1 and SHA-256 of a certificate's DER, lower-case hexadecimal. */
export interface GatewayThumbprints {
  readonly sha1: string;
  readonly sha256: string;
}

/**
 * `/api/v2/gateway/certificates[/{id}]`: a certificate with its private key, which the gateway presents to upstreams. The key never
 * leaves through any endpoint. Deleting one in use is refused: `gateway.certificate_in_use`, whose `errors` name each API
 * (`{ path: 'apis', message: <name> }`) and each upstream (`{ path: 'upstreams', message: <name> }`).
 */
export interface GatewayCertificate {
  /** Chosen by the administrator: letters, digits, `.`, `_`, `-`; 1 to 80 characters. */
  readonly id: string;
  readonly certificate: CertificateSummary;
  readonly thumbprints: GatewayThumbprints;
  readonly selfSigned: boolean;
  /** Further certificates of the chain that are presented with it, issuer first. */
  readonly chain: readonly CertificateSummary[];
  readonly usedBy: { readonly apis: readonly GatewayReference[]; readonly upstreams: readonly GatewayReference[] };
  readonly createdAt: string;
  readonly updatedAt: string;
}

/**
 * `POST /api/v2/gateway/certificates` with `id`, and `PUT …/{id}` without to replace one in place. Either `pfx` with its password,
 * or `pem` (certificate, its chain may follow) with `key`. 200/201 `GatewayCertificate`.
 */
export interface GatewayCertificateInput {
  readonly id?: string;
  /** .pfx/.p12, base64; 1 MB at most. */
  readonly pfx?: string;
  /** Of the .pfx, or of an encrypted PEM key. May be empty. */
  readonly password?: string;
  readonly pem?: string;
  /** PEM: PKCS #8, PKCS #1 or SEC 1. May be part of `pem` instead. */
  readonly key?: string;
}

/** `GET /api/v2/gateway/caller-certificates?page=&pageSize=&search=`: `Page` of these. Public parts of callers' certificates. */
export interface GatewayCallerCertificate {
  readonly id: string;
  readonly name: string;
  readonly pem: string;
  readonly certificate: CertificateSummary;
  readonly thumbprints: GatewayThumbprints;
  readonly createdAt: string;
}

/** `POST /api/v2/gateway/caller-certificates`; 201 with `GatewayCallerCertificate[]`, including those that already existed. */
export interface GatewayCallerCertificateInput {
  /** For a single certificate; by default the name in the certificate. */
  readonly name?: string;
  /** PEM; one certificate or several. */
  readonly pem: string;
}

/** `/api/v2/gateway/trust-anchors[/{id}]`: a CA that the "validate" clause trusts to have issued callers' certificates. */
export interface GatewayTrustAnchor {
  readonly id: string;
  readonly name: string;
  readonly certificate: CertificateSummary;
  readonly thumbprints: GatewayThumbprints;
  readonly usedBy: { readonly apis: readonly GatewayReference[] };
  readonly createdAt: string;
}

/** `POST /api/v2/gateway/trust-anchors` `{ name?, pem }`: one CA certificate. */
export interface GatewayTrustAnchorInput {
  readonly name?: string;
  readonly pem: string;
}
