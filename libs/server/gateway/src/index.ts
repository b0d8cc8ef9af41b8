export { gatewayKeysAtRest } from './applying/gateway-keys.js';
export { NginxAgentClient } from './applying/nginx-agent.client.js';
export { type CallDecision, CallDecisions } from './decisions/call-decisions.service.js';
export { CallerTokens } from './decisions/caller-tokens.port.js';
export { DecisionEndpoint } from './decisions/decision-endpoint.js';
export { gatewayEntities } from './gateway-entities.js';
export { GatewayConfig } from './gateway.config.js';
export { GatewayModule } from './gateway.module.js';
export type { CallerToken } from './policy/caller.js';
