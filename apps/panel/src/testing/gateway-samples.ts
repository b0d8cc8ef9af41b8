import { defaultGatewayPolicy } from '@postern/contracts';
import type { GatewayApi, GatewayApiDefinition, GatewayCertificate } from '@postern/contracts';
import { certificate } from './samples';

const at = '2026-01-01T00:00:00.000Z';

export const definition: GatewayApiDefinition = {
  name: 'Orders',
  pathPrefix: '/orders',
  upstreamId: 'b1',
  policy: defaultGatewayPolicy,
  rateLimit: null,
  forwardedHeaders: { clientCert: false, xSslClient: false },
};

export const gatewayApi: GatewayApi = {
  id: 'a1',
  state: 'draft',
  draft: definition,
  applied: null,
  version: 0,
  appliedAt: null,
  url: 'https://localhost:9443/orders',
  lines: [],
  refused: null,
  createdAt: at,
  updatedAt: at,
};

export const gatewayCertificate: GatewayCertificate = {
  id: 'orders-client',
  certificate,
  thumbprints: { sha1: 'ab'.repeat(20), sha256: certificate.sha256 },
  selfSigned: false,
  chain: [],
  usedBy: { apis: [], upstreams: [] },
  createdAt: at,
  updatedAt: at,
};
