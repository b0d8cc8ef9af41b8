import type { CertificateSummary } from './certificate.js';
import type { GatewayReference } from './gateway-apis.js';

/** How the gateway authenticates to an upstream. */
export type GatewayCredential =
  | { readonly type: 'none' }
  /** `certificateId`: id of a `GatewayCertificate`. */
  | { readonly type: 'certificate'; readonly certificateId: string };

/** `POST /api/v2/gateway/upstreams`, `PATCH …/{id}` any part of it. In effect with the response, without "apply". */
export interface GatewayUpstreamInput {
  /** 1 to 80 characters, unique. */
  readonly name: string;
  /** `http(s)://host[:port][/path]`; no user, query or fragment. */
  readonly url: string;
  /** PEM of the trust anchors for the upstream, one or several; null: those of the operating system. */
  readonly trustedCa?: string | null;
  /** Accepts any certificate of the upstream, even self-signed. False by default. */
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
