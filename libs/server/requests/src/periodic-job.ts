import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

/**
 * Work that repeats while the server runs, in the background: one run at a time, and never the reason why the process stays alive. A run
 * that fails is logged, and the next one comes as usual.
 */
export abstract class PeriodicJob implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Milliseconds from one start to the next; a run that takes longer skips starts. */
  protected abstract readonly interval: number;
  /** Log message of a failed run: `expired rows were not purged`. */
  protected abstract readonly failure: string;

  protected readonly logger = new Logger(this.constructor.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  protected abstract work(): Promise<unknown>;

  onApplicationBootstrap(): void | Promise<void> {
    this.timer = setInterval(() => void this.runOnce(), this.interval).unref();
  }

  /** Waits for the run that is under way: it may need the database, which closes afterwards. */
  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Does the work now, unless it is being done. Never fails. */
  protected async runOnce(): Promise<void> {
    if (this.running !== undefined) return;
    this.running = this.tryToWork();
    await this.running;
    this.running = undefined;
  }

  private async tryToWork(): Promise<void> {
    try {
      await this.work();
    } catch (error) {
      this.logger.warn(`${this.failure}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
