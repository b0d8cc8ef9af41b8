import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { NginxAgentClient } from '@postern/gateway';
import { MethodListeners } from './method-listeners.js';
import { OriginsChanges } from './origins-changes.js';

/** Milliseconds between checks: usually, after a change of a method, and while something is amiss. */
const pauses = { usually: 30_000, afterChange: 100, whileAway: 2000 };

/** Makes Nginx serve the origins of the methods, after a start of either and after changes, by whichever server process comes first. */
@Injectable()
export class OriginsReconciler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(OriginsReconciler.name);
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private failures = 0;
  private stopped = false;

  constructor(
    private readonly listeners: MethodListeners,
    private readonly changes: OriginsChanges,
    private readonly agent: NginxAgentClient,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.agent.exists) return;
    this.listeners.onChange(() => this.lookIn(pauses.afterChange));
    this.lookIn(0);
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private lookIn(milliseconds: number): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    this.timer = setTimeout(() => (this.looking = this.looking.then(() => this.look())), milliseconds).unref();
  }

  private async look(): Promise<void> {
    if (this.stopped) return;
    const problem = await this.changes.reconcile().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    this.failures = problem === undefined ? 0 : this.failures + 1;
    // The agent starts last, so the first check may come too early.
    if (problem !== undefined && this.failures === 2) {
      this.logger.warn(`the certificate origins are not as they should be: ${problem}`);
      await this.changes.note(problem).catch(() => undefined);
    }
    this.lookIn(problem === undefined ? pauses.usually : pauses.whileAway);
  }
}
