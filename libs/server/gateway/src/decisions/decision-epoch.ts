import { Injectable } from '@nestjs/common';
import { RevocationLists } from '@postern/certificate-kit';
import { ChangeFeed } from '@postern/database';
import { PeriodicJob } from '@postern/requests';
import type { Revocations } from '@postern/x509';
import { NginxAgentClient } from '../applying/nginx-agent.client.js';
import { permissionsEnded } from '../applying/permissions-ended.js';

const tables = ['gateway_api', 'gateway_certificate', 'gateway_caller_certificate', 'gateway_trust_anchor'];

/**
 * Drops Nginx's cached decisions as soon as their basis changes: a policy or certificate, in this or another server process, or a
 * revocation list.
 */
@Injectable()
export class DecisionEpoch extends PeriodicJob {
  protected readonly interval = 500;
  protected readonly failure = 'revocation lists were not compared';
  private revocations: Revocations | undefined;
  private turning: NodeJS.Timeout | undefined;

  constructor(
    private readonly changes: ChangeFeed,
    private readonly revocationLists: RevocationLists,
    private readonly agent: NginxAgentClient,
  ) {
    super();
  }

  override async onApplicationBootstrap(): Promise<void> {
    if (!this.agent.exists) return;
    for (const table of tables) this.changes.onChange(table, () => this.turn());
    this.changes.onChange(permissionsEnded, () => this.endConnections());
    this.revocations = await this.revocationLists.current();
    await super.onApplicationBootstrap();
  }

  protected async work(): Promise<void> {
    const revocations = await this.revocationLists.current();
    if (revocations === this.revocations) return;
    this.revocations = revocations;
    this.turn();
    this.endConnections();
  }

  /** Connections that Nginx accepted stay open, a WebSocket for days: they are closed when a permission behind them may have ended. */
  private endConnections(): void {
    this.agent
      .endConnections()
      .catch((error: unknown) => this.logger.warn(`connections go on until the next reload: ${String(error)}`));
  }

  /** Simultaneous changes are handled together. */
  private turn(): void {
    this.turning ??= setTimeout(() => {
      this.turning = undefined;
      this.agent
        .turnEpoch()
        .catch((error: unknown) => this.logger.warn(`Nginx keeps decisions for up to a second: ${String(error)}`));
    }, 0);
  }
}
