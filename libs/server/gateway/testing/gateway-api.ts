import { randomBytes } from 'node:crypto';
import { AuditEventEntity } from '@postern/audit';
import { CertificateEntity } from '@postern/certificates';
import { ServerConfig } from '@postern/config';
import { TestApi } from '@postern/management/testing';
import { CallerTokens, gatewayEntities, GatewayModule } from '../src/index.js';

export const encryptionKey = randomBytes(32).toString('base64');

class NoTokens extends CallerTokens {
  override async find(): Promise<undefined> {
    return undefined;
  }
}

interface GatewayApiParts {
  readonly agentSocket?: string;
  /** Of another one, for two servers on one database; a fresh one unless told. */
  readonly databaseUrl?: string;
}

/** The gateway's management on a real database, for an installation without a data plane unless an agent's socket is given. */
export const startGatewayApi = ({ agentSocket = '', databaseUrl }: GatewayApiParts = {}): Promise<TestApi> => {
  process.env['PROXY_SECRET'] = randomBytes(32).toString('hex');
  process.env['GATEWAY_AGENT_SOCKET'] = agentSocket;
  return TestApi.start({
    imports: [GatewayModule],
    entities: [...gatewayEntities, AuditEventEntity, CertificateEntity],
    ports: [
      { provide: ServerConfig, useValue: Object.assign(new ServerConfig(), { POSTERN_ENCRYPTION_KEY: encryptionKey }) },
      { provide: CallerTokens, useClass: NoTokens },
    ],
    ...(databaseUrl !== undefined && { databaseUrl }),
  });
};
