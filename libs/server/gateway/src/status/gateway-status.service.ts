import { Injectable } from '@nestjs/common';
import type { GatewayStatus } from '@postern/contracts';
import { Statements } from '@postern/database';
import { GatewayConfig } from '../gateway.config.js';
import { NginxAgentClient } from '../applying/nginx-agent.client.js';

interface Row {
  readonly generation: number;
  readonly refused: GatewayStatus['refused'];
  readonly appliedApis: number;
}

const select = `select generation, refused, (select count(*)::int from gateway_api where applied is not null) as "appliedApis"
  from gateway_state`;

/** The configuration that Nginx serves, and the one that it should. */
@Injectable()
export class GatewayStatusReader {
  constructor(
    private readonly statements: Statements,
    private readonly agent: NginxAgentClient,
    private readonly config: GatewayConfig,
  ) {}

  async read(): Promise<GatewayStatus> {
    const { generation, refused, appliedApis } = await this.statements.only<Row>('gateway_state.read', select);
    const serving = this.agent.exists ? await this.agent.status().catch(() => undefined) : undefined;
    return {
      enabled: this.agent.exists,
      origin: this.config.GATEWAY_ORIGIN,
      serving: serving?.generation ?? null,
      wanted: generation,
      appliedApis,
      refused,
    };
  }
}
