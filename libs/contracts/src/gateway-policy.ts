/** Requirements of the inbound policy of an API. Stored and sent as this JSON tree. */
export type GatewayClause =
  /** All clauses must be met (at least one); the first that is not met decides. */
  | { readonly type: 'all'; readonly clauses: readonly GatewayClause[] }
  /** One of the clauses must be met (at least one). */
  | { readonly type: 'any'; readonly clauses: readonly GatewayClause[] }
  /** The caller presented any certificate and proved in the handshake that it has its key. */
  | { readonly type: 'certificate' }
  /** The certificate's thumbprint equals the desired value. */
  | GatewayThumbprintClause
  /** The certificate is among the uploaded ones (`caller-certificates` and `certificates`), by its whole DER. */
  | { readonly type: 'uploaded' }
  | GatewayValidateClause
  /** The certificate has one of these identities. */
  | { readonly type: 'identities'; readonly identities: readonly GatewayIdentity[] }
  | GatewayTokenClause
  | GatewayLevelClause;

export type GatewayClauseType = GatewayClause['type'];

export interface GatewayThumbprintClause {
  readonly type: 'thumbprint';
  readonly algorithm: 'SHA-1' | 'SHA-256';
  /** Hexadecimal; letter case, colons and spaces make no difference. */
  readonly value: string;
}

/** Checks of the certificate; each is on by default, and at least one must stay on. */
export interface GatewayValidateClause {
  readonly type: 'validate';
  /** A path to a trust anchor of the gateway (RFC 5280 §6), suitable for client authentication. */
  readonly trust: boolean;
  readonly notBefore: boolean;
  readonly notAfter: boolean;
  /** Needs `trust`: revocation lists are signed by an authority. */
  readonly revocation: boolean;
  /** Ids of `GatewayTrustAnchor`; empty: every trust anchor of the gateway. */
  readonly trustAnchorIds: readonly string[];
}

/** One caller; all given fields must match. */
export interface GatewayIdentity {
  /** SHA-1 or SHA-256, told apart by length. */
  readonly thumbprint?: string;
  /** Hexadecimal. */
  readonly serialNumber?: string;
  readonly commonName?: string;
  /** RFC 4514, or one `TYPE=value` per line; compared as a name (RFC 5280 §7.1), not as text. */
  readonly subject?: string;
  /** One of the certificate's DNS names. */
  readonly dnsName?: string;
  /** One of the certificate's URIs, such as a SPIFFE ID; scheme and host in any letter case. */
  readonly uri?: string;
  /** One of the certificate's email addresses; the host in any letter case. */
  readonly email?: string;
  /** One of the certificate's IP addresses, in any spelling. */
  readonly ipAddress?: string;
  /** The user principal name of Windows, in any letter case. */
  readonly userPrincipalName?: string;
  /** Like `subject`, of the issuer. */
  readonly issuerSubject?: string;
  /** Of the issuer's certificate, which has to be a trust anchor of the gateway that signed this one. */
  readonly issuerThumbprint?: string;
}

/** A valid access token of this Postern, bound to the caller's certificate (RFC 8705 §3), with all of the scopes. */
export interface GatewayTokenClause {
  readonly type: 'token';
  readonly scopes: readonly string[];
  /** Identifier of the API in the token's `aud`; null: any. */
  readonly audience: string | null;
}

/** A valid access token of this Postern, bound or not, whose person signed in at a level (RFC 9470); add `token` to require bound ones. */
export interface GatewayLevelClause {
  readonly type: 'level';
  /** One of these levels (`acr`) is enough. */
  readonly levels: readonly string[];
  /** Seconds since the sign-in at most; null: any time. */
  readonly maxAge: number | null;
}

/** Response to a caller that does not meet the policy. It never names the clause. */
export interface GatewayRefusal {
  readonly status: 401 | 403 | 404;
  /** Title of the response, one line, 1 to 120 characters; `Invalid client certificate` by default. */
  readonly reason: string;
}

export interface GatewayPolicy {
  /** Null: anyone may call, with or without a certificate. */
  readonly require: GatewayClause | null;
  readonly refusal: GatewayRefusal;
}

export const defaultGatewayRefusal: GatewayRefusal = { status: 401, reason: 'Invalid client certificate' };
/** New APIs require an uploaded certificate. */
export const defaultGatewayPolicy: GatewayPolicy = { require: { type: 'uploaded' }, refusal: defaultGatewayRefusal };

export const gatewayLineKeys = [
  'everybody',
  'all',
  'any',
  'certificate',
  'thumbprint',
  'uploaded',
  'validate',
  'identities',
  'token',
  'level',
  'refusal',
  'no_credential',
  'credential',
  'plain_http',
  'chain_validated',
  'chain_not_validated',
  'rate_limit',
  'forwarded',
] as const;
export type GatewayLineKey = (typeof gatewayLineKeys)[number];

/** A policy as sentences, one per line, for pages in any language: `key` names the sentence, `values` fill it, `text` is English. */
export interface GatewayPolicyLine {
  readonly direction: 'inbound' | 'outbound';
  /** Depth: 0 for the outermost; clauses of `all` and `any` are one deeper. */
  readonly depth: number;
  /** Path of the clause, as in a trace; empty for what is no clause. */
  readonly path: string;
  readonly key: GatewayLineKey;
  readonly values: Readonly<Record<string, string | number | readonly string[]>>;
  readonly text: string;
}
