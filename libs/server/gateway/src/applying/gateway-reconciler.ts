import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ChangeFeed } from '@postern/database';
import { GatewayChanges } from './gateway-changes.js';
import { NginxAgentClient } from './nginx-agent.client.js';

/** Milliseconds: how often to look without a reason, after another process changed something, and while the agent is away. */
const pauses = { usually: 30_000, afterChange: 3000, whileAway: 2000 };

/** Sees to it that Nginx serves what is stored: after a start of either, and after changes that another server process made. */
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
    // Whoever changed it activates it as well; this is for a process whose Nginx is another one.
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
    // Whoever starts everything starts the agent last: the first look may come too early.
    if (problem !== '' && problem === this.complaint && !this.complained) {
      this.logger.warn(`the gateway is not as it should be: ${problem}`);
    }
    this.complained = problem !== '' && problem === this.complaint;
    this.complaint = problem;
    this.lookIn(problem === '' ? pauses.usually : pauses.whileAway);
  }
}
