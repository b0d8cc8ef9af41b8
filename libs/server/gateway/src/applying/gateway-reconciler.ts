import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ChangeFeed } from '@postern/database';
import { GatewayChanges } from './gateway-changes.js';
import { NginxAgentClient } from './nginx-agent.client.js';

/** Milliseconds between checks: usually, after a change by another process, and while the agent is down. */
const pauses = { usually: 30_000, afterChange: 3000, whileAway: 2000 };

/** Makes Nginx serve the stored configuration, after a start of either and after changes by another server process. */
@Injectable()
export class GatewayReconciler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(GatewayReconciler.name);
  private timer: NodeJS.Timeout | undefined;
  private complaint = '';
  private complained = false;
  private stopped = false;

  constructor(
    private readonly changes: ChangeFeed,
    private readonly gateway: GatewayChanges,
    private readonly agent: NginxAgentClient,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.agent.exists) return;
    // The process that changed it activates it; this is for a process with another Nginx.
    this.changes.onChange('gateway_state', () => this.lookIn(pauses.afterChange));
    this.lookIn(0);
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private lookIn(milliseconds: number): void {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => void this.look(), milliseconds).unref();
  }

  private async look(): Promise<void> {
    const problem = await this.gateway.reconcile().then(
      () => '',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    // The agent starts last, so the first check may come too early.
    if (problem !== '' && problem === this.complaint && !this.complained) {
      this.logger.warn(`the gateway is not as it should be: ${problem}`);
    }
    this.complained = problem !== '' && problem === this.complaint;
    this.complaint = problem;
    this.lookIn(problem === '' ? pauses.usually : pauses.whileAway);
  }
}
