import type { CertificateSummary } from './certificate.js';
import type { ErrorCode } from './error-codes.js';
import type { GatewayPolicy, GatewayPolicyLine } from './gateway-policy.js';

/** Names a thing of the gateway to people and keeps its id. */
export interface GatewayReference {
  readonly id: string;
  readonly name: string;
}

/** Both thumbprints of a certificate's DER, lower-case hexadecimal. */
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
  /** Further certificates that are presented with it, issuer first. */
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
  /** PEM: PKCS #8, PKCS #1 or SEC 1. May stand in `pem` as well. */
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
/** `POST /api/v2/gateway/caller-certificates`; 201 with `GatewayCallerCertificate[]`, those that were there already included. */
export interface GatewayCallerCertificateInput {
  /** For a single certificate; the certificate's own name unless given. */
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

/** What the gateway proves itself with to an upstream. */
export type GatewayCredential =
  | { readonly type: 'none' }
  /** `certificateId`: id of a `GatewayCertificate`. */
  | { readonly type: 'certificate'; readonly certificateId: string };

/** `POST /api/v2/gateway/upstreams`, `PATCH …/{id}` any part of it. In effect as soon as it is answered, without "apply". */
export interface GatewayUpstreamInput {
  /** 1 to 80 characters, unique. */
  readonly name: string;
  /** `http(s)://host[:port][/path]`; no user, query or fragment. */
  readonly url: string;
  /** PEM of the trust anchors for the upstream, one or several; null: those of the machine. */
  readonly trustedCa?: string | null;
  /** Takes any certificate of the upstream, self-signed ones too. False unless given. */
  readonly skipCertificateChainValidation?: boolean;
  /** Name in the handshake and in the certificate; null: the host of `url`. */
  readonly serverName?: string | null;
  readonly credential?: GatewayCredential;
}
/** `/api/v2/gateway/upstreams[/{id}]`; `GET` of the collection answers an array. */
export interface GatewayUpstream extends Required<GatewayUpstreamInput> {
  readonly id: string;
  readonly trustedCertificates: readonly CertificateSummary[];
  readonly usedBy: { readonly apis: readonly GatewayReference[] };
  readonly createdAt: string;
  readonly updatedAt: string;
}

/**
 * How often one caller may call an API; more are answered 429. A caller is a certificate where the policy vouches for it, and else an
 * address (of version 6: its /64), because anybody can make up a certificate for each call.
 */
export interface GatewayRateLimit {
  /** 1 to 100,000. */
  readonly requests: number;
  readonly per: 'second' | 'minute';
  /** How many may come at once beyond that, 0 to 100,000. */
  readonly burst: number;
}

/** What an upstream learns about the caller's certificate; nothing unless switched on, whatever the caller sends. */
export interface GatewayForwardedHeaders {
  /** `Client-Cert` (RFC 9440). */
  readonly clientCert: boolean;
  /** `X-SSL-Client-{Verify,DN,Serial,Fingerprint,Issuer,Cert}`. */
  readonly xSslClient: boolean;
}

/** `POST /api/v2/gateway/apis` (makes a draft), `PATCH …/{id}` (changes the draft) any part of it. */
export interface GatewayApiDefinition {
  /** 1 to 80 characters, unique. */
  readonly name: string;
  /** `/orders`: replaced by the path of the upstream's URL. Segments of letters, digits and `._~-`; the longest prefix wins. */
  readonly pathPrefix: string;
  readonly upstreamId: string;
  readonly policy: GatewayPolicy;
  readonly rateLimit: GatewayRateLimit | null;
  readonly forwardedHeaders: GatewayForwardedHeaders;
}
export type GatewayApiInput = Pick<GatewayApiDefinition, 'name' | 'pathPrefix' | 'upstreamId'> &
  Partial<Omit<GatewayApiDefinition, 'name' | 'pathPrefix' | 'upstreamId'>>;

export const gatewayApiStates = ['draft', 'applied', 'changed'] as const;
/** `draft`: never applied. `applied`: what serves is the draft. `changed`: the draft differs from what serves. */
export type GatewayApiState = (typeof gatewayApiStates)[number];

/** `/api/v2/gateway/apis[/{id}]`; `GET …/apis?page=&pageSize=&search=` answers a `Page`. `DELETE` is in effect at once. */
export interface GatewayApi {
  readonly id: string;
  readonly state: GatewayApiState;
  readonly draft: GatewayApiDefinition;
  /** What serves, or null. */
  readonly applied: GatewayApiDefinition | null;
  /** Counts up with every apply of this API; 0: never. */
  readonly version: number;
  readonly appliedAt: string | null;
  /** Address at the gateway, of the draft: `https://localhost:9443/orders`. */
  readonly url: string;
  /** The draft's policy in both directions, as sentences. */
  readonly lines: readonly GatewayPolicyLine[];
  /** Why the draft was not applied at the last attempt (`nginx` says it), or null. */
  readonly refused: { readonly at: string; readonly reason: string } | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/**
 * `POST /api/v2/gateway/apis/{id}/validate`: checks the draft, asks Nginx too, applies nothing. `POST …/apis/validate` does the same
 * with a `GatewayApiInput` in the body.
 */
export interface GatewayValidation {
  readonly valid: boolean;
  /** By path in the definition: `pathPrefix`, `policy.require.clauses.0.value`. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** Nginx's own words about a configuration it refuses; null: accepted, or not asked because of problems. */
  readonly nginx: string | null;
}

/**
 * `POST /api/v2/gateway/apis/{id}/apply`. 200 once Nginx serves it. Refused: 422 `gateway.configuration_refused`, with Nginx's
 * reason in `errors` (`path: 'nginx'`); what served before goes on. 503 `gateway.not_confirmed`: nobody looks after Nginx now.
 */
export interface GatewayApplyResult {
  readonly api: GatewayApi;
  readonly generation: number;
  /** From the request until Nginx served it. */
  readonly milliseconds: number;
}

/** `GET /api/v2/gateway/status` */
export interface GatewayStatus {
  /** False: this installation runs no gateway (GATEWAY_AGENT_SOCKET is not set). */
  readonly enabled: boolean;
  /** Origin of the data plane, `https://localhost:9443`. */
  readonly origin: string;
  /** Number of the configuration that Nginx serves, and of the one it should; they differ while one is being put in place. */
  readonly serving: number | null;
  readonly wanted: number;
  readonly appliedApis: number;
  /** The last configuration that Nginx refused, or null since one was accepted. */
  readonly refused: { readonly at: string; readonly generation: number; readonly reason: string } | null;
}

/** `POST /api/v2/gateway/apis/{id}/try` */
export interface GatewayTryInput {
  /** PEM; null or absent: the caller sends none. */
  readonly certificate?: string | null;
  readonly accessToken?: string | null;
  /** Which policy decides; the draft unless told. */
  readonly policy?: 'draft' | 'applied';
}

/** One clause as it was evaluated. `path` is where it stands: `require`, `require.clauses.1`, `require.clauses.1.identities.0`. */
export interface GatewayTraceStep {
  readonly path: string;
  readonly type: string;
  /** `skipped`: what came before decided already. */
  readonly outcome: 'met' | 'not_met' | 'skipped';
  /** Why it is not met. */
  readonly code: ErrorCode | null;
  /** What was compared or found, in English: for the trace, never for the caller. */
  readonly detail: string | null;
}

/** Answer of "Try it", and what the data plane decides by. */
export interface GatewayDecision {
  readonly allowed: boolean;
  /** What the caller is answered; null when allowed. */
  readonly status: number | null;
  readonly reason: string | null;
  /** Why not; null when allowed. */
  readonly code: ErrorCode | null;
  /** Path of the clause that decided. */
  readonly decidedBy: string;
  readonly trace: readonly GatewayTraceStep[];
  readonly certificate: CertificateSummary | null;
  readonly thumbprints: GatewayThumbprints | null;
}
