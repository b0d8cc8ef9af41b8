export type { AgentOptions } from './agent-options.js';
export { createAgent } from './agent-server.js';
export { NginxAgent } from './nginx-agent.js';
export { systemTrustAnchors } from './system-trust-anchors.js';
