import { GatewayApiEntity } from './apis/gateway-api.entity.js';
import { GatewayStateEntity } from './applying/gateway-state.entity.js';
import { GatewayTrustAnchorEntity } from './trust-anchors/gateway-trust-anchor.entity.js';
import { GatewayUpstreamEntity } from './upstreams/gateway-upstream.entity.js';
import { CallerCertificateEntity } from './callers/caller-certificate.entity.js';
import { DecisionCountEntity } from './decisions/decision-count.entity.js';
import { GatewayCertificateEntity } from './certificates/gateway-certificate.entity.js';

/** The gateway's tables. */
export const gatewayEntities = [
  CallerCertificateEntity,
  DecisionCountEntity,
  GatewayApiEntity,
  GatewayTrustAnchorEntity,
  GatewayUpstreamEntity,
  GatewayCertificateEntity,
  GatewayStateEntity,
] as const;
