import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

/**
 * Work that repeats while the server runs, in the background: one run at a time, and never the reason why the process stays alive. A run
 * that fails is logged, and the next one comes as usual.
 */
export abstract class PeriodicJob implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Milliseconds from one start to the next; a run that takes longer skips starts. */
  protected abstract readonly interval: number;
  /** What did not happen when a run fails, as the log says it: `expired rows were not purged`. */
  protected abstract readonly failure: string;

  protected readonly logger = new Logger(this.constructor.name);
  private timer: NodeJS.Timeout | undefined;
  private isRunning = false;

  protected abstract work(): Promise<unknown>;

  onApplicationBootstrap(): void | Promise<void> {
    this.timer = setInterval(() => void this.runOnce(), this.interval).unref();
  }

  onApplicationShutdown(): void | Promise<void> {
    clearInterval(this.timer);
  }

  /** Does the work now, unless it is being done. Never fails. */
  protected async runOnce(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      await this.work();
    } catch (error) {
      this.logger.warn(`${this.failure}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      this.isRunning = false;
    }
  }
}
