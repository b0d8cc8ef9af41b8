import { GatewayApiEntity } from './apis/gateway-api.entity.js';
import { GatewayStateEntity } from './applying/gateway-state.entity.js';
import { GatewayAuthorityEntity } from './authorities/gateway-authority.entity.js';
import { GatewayUpstreamEntity } from './upstreams/gateway-upstream.entity.js';
import { CallerCertificateEntity } from './callers/caller-certificate.entity.js';
import { GatewayCertificateEntity } from './certificates/gateway-certificate.entity.js';

/** The gateway's tables. */
export const gatewayEntities = [
  CallerCertificateEntity,
  GatewayApiEntity,
  GatewayAuthorityEntity,
  GatewayUpstreamEntity,
  GatewayCertificateEntity,
  GatewayStateEntity,
] as const;
