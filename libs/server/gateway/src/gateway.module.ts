import { Module } from '@nestjs/common';
import { AuditConfig, AuditModule } from '@postern/audit';
import { CertificateKitModule } from '@postern/certificate-kit';
import { CertificateSources, CertificatesModule } from '@postern/certificates';
import { provideConfig } from '@postern/config';
import { ApiApplying } from './apis/api-applying.service.js';
import { GatewayApisController } from './apis/gateway-apis.controller.js';
import { GatewayApis } from './apis/gateway-apis.service.js';
import { GatewayChanges } from './applying/gateway-changes.js';
import { GatewayKeys } from './applying/gateway-keys.js';
import { GatewayReconciler } from './applying/gateway-reconciler.js';
import { DecisionCountsController } from './status/decision-counts.controller.js';
import { GatewayStatusController } from './status/gateway-status.controller.js';
import { GatewayStatusReader } from './status/gateway-status.service.js';
import { NginxAgentClient } from './applying/nginx-agent.client.js';
import { GatewayTrustAnchorsController } from './trust-anchors/gateway-trust-anchors.controller.js';
import { GatewayTrustAnchors } from './trust-anchors/gateway-trust-anchors.service.js';
import { GatewayUpstreamsController } from './upstreams/gateway-upstreams.controller.js';
import { GatewayUpstreams } from './upstreams/gateway-upstreams.service.js';
import { OwnListeners } from './upstreams/own-listeners.js';
import { CallerCertificatesController } from './callers/caller-certificates.controller.js';
import { CallerCertificates } from './callers/caller-certificates.service.js';
import { gatewaysCertificates } from './certificate-sources.js';
import { GatewayCertificatesController } from './certificates/gateway-certificates.controller.js';
import { GatewayCertificates } from './certificates/gateway-certificates.service.js';
import { ApiTrial } from './apis/api-trial.service.js';
import { AppliedApis } from './decisions/applied-apis.js';
import { CallDecisions } from './decisions/call-decisions.service.js';
import { Callers } from './decisions/callers.js';
import { DecisionCounts } from './decisions/decision-counts.js';
import { DecisionEndpoint } from './decisions/decision-endpoint.js';
import { DecisionEpoch } from './decisions/decision-epoch.js';
import { GatewayTrust } from './decisions/gateway-trust.js';
import { RefusedCallLog } from './decisions/refused-call-log.js';
import { GatewayConfig } from './gateway.config.js';

/** The API gateway: its management, its part of Nginx, its decisions. The composition root binds `CallerTokens`. */
@Module({
  imports: [AuditModule, CertificateKitModule, CertificatesModule],
  controllers: [
    CallerCertificatesController,
    GatewayApisController,
    GatewayTrustAnchorsController,
    GatewayUpstreamsController,
    GatewayCertificatesController,
    DecisionCountsController,
    GatewayStatusController,
  ],
  providers: [
    provideConfig(GatewayConfig),
    provideConfig(AuditConfig),
    ApiApplying,
    ApiTrial,
    AppliedApis,
    CallDecisions,
    CallerCertificates,
    Callers,
    DecisionCounts,
    DecisionEndpoint,
    DecisionEpoch,
    GatewayApis,
    GatewayTrustAnchors,
    GatewayUpstreams,
    GatewayCertificates,
    GatewayChanges,
    GatewayKeys,
    GatewayReconciler,
    GatewayStatusReader,
    GatewayTrust,
    NginxAgentClient,
    OwnListeners,
    RefusedCallLog,
  ],
  exports: [CallDecisions, DecisionEndpoint, GatewayConfig, NginxAgentClient],
})
export class GatewayModule {
  constructor(certificates: CertificateSources) {
    certificates.add(...gatewaysCertificates);
  }
}
