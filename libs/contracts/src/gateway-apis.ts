import type { ErrorCode } from './error-codes.js';
import type { GatewayPolicy, GatewayPolicyLine } from './gateway-policy.js';

/** Id and name of an object of the gateway. */
export interface GatewayReference {
  readonly id: string;
  readonly name: string;
}

/**
 * How often one caller may call an API; further calls get 429. A caller is a certificate if the policy verifies it, otherwise an
 * address (IPv6: its /64), because anyone can create a certificate for each call.
 */
export interface GatewayRateLimit {
  /** 1 to 100,000. */
  readonly requests: number;
  readonly per: 'second' | 'minute';
  /** Burst: how many calls may exceed the rate at once, 0 to 100,000. */
  readonly burst: number;
}

/** Headers that tell an upstream about the caller's certificate; off by default, whatever the caller sends. */
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

/** `draft`: never applied. `applied`: the draft is in effect. `changed`: the draft differs from what is in effect. */
export type GatewayApiState = (typeof gatewayApiStates)[number];

/** `/api/v2/gateway/apis[/{id}]`; `GET …/apis?page=&pageSize=&search=` answers a `Page`. `DELETE` is in effect at once. */
export interface GatewayApi {
  readonly id: string;
  readonly state: GatewayApiState;
  readonly draft: GatewayApiDefinition;
  /** The definition in effect, or null. */
  readonly applied: GatewayApiDefinition | null;
  /** Number of times that this API was applied; 0: never. */
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
 * `POST /api/v2/gateway/apis/{id}/validate`: checks the draft, also with Nginx, and applies nothing. `POST …/apis/validate` does the same
 * with a `GatewayApiInput` in the body.
 */
export interface GatewayValidation {
  readonly valid: boolean;
  /** By path in the definition: `pathPrefix`, `policy.require.clauses.0.value`. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** Error message of Nginx about a refused configuration; null: accepted, or not tested because of problems. */
  readonly nginx: string | null;
}

/**
 * `POST /api/v2/gateway/apis/{id}/apply`. 200 once Nginx serves it. Refused: 422 `gateway.configuration_refused`, with Nginx's
 * reason in `errors` (`path: 'nginx'`); the former configuration stays in effect. 503 `gateway.not_confirmed`: the agent is down.
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
  /** Number of the configuration that Nginx serves, and of the one it should; they differ while a change is being applied. */
  readonly serving: number | null;
  readonly wanted: number;
  readonly appliedApis: number;
  /** The last configuration that Nginx refused, or null since one was accepted. */
  readonly refused: { readonly at: string; readonly generation: number; readonly reason: string } | null;
}

/** Calls of one period to one API that were decided alike. */
export interface GatewayDecisionCount {
  /** Beginning of the period, ISO 8601. */
  readonly from: string;
  /** Null: no such API; the name is empty when the API was deleted. */
  readonly api: { readonly id: string; readonly name: string } | null;
  /** Null: allowed. */
  readonly code: ErrorCode | null;
  readonly count: number;
}
/**
 * `GET /api/v2/gateway/decisions/counts?to=&hours=&periods=`: `periods` of `hours` each, the last of which ends at `to`. Nginx keeps a
 * decision for up to a second, so there may be fewer decisions than calls.
 */
export interface GatewayDecisionCounts {
  readonly from: string;
  readonly to: string;
  readonly hours: number;
  /** Ordered by period; what is zero is left out. */
  readonly items: readonly GatewayDecisionCount[];
}
