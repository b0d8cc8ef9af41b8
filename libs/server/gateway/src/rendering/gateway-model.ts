import type { GatewayApiDefinition } from '@postern/contracts';

/** The part of an API that Nginx needs; the server decides who may call. */
export interface RoutedApi extends Pick<GatewayApiDefinition, 'pathPrefix' | 'upstreamId' | 'rateLimit'> {
  readonly id: string;
  /** Whose calls the rate limit counts: one certificate's, or one address's. */
  readonly countedBy: 'certificate' | 'address';
}

/** The certificate that the gateway presents to an upstream. */
export interface ShownCertificate {
  /** DER: its own, then the chain. */
  readonly certificates: readonly Uint8Array[];
  /** PKCS #8, PEM. */
  readonly key: string;
}

export interface RoutedUpstream {
  readonly id: string;
  readonly url: string;
  /** IP addresses of the URL's host. */
  readonly addresses: readonly string[];
  /** DER; null: those of the machine. */
  readonly trusted: readonly Uint8Array[] | null;
  readonly skipCertificateChainValidation: boolean;
  readonly serverName: string | null;
  readonly shown: ShownCertificate | null;
}

/** The whole applied configuration. */
export interface GatewayModel {
  readonly apis: readonly RoutedApi[];
  readonly upstreams: readonly RoutedUpstream[];
}
